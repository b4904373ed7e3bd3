/** The README of a package, and the program in it, as a reader runs it. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

interface Readme {
  readonly text: string;
  /** The first code block in a language. */
  block(language: string): string;
}

/** @param packageFolder the folder in which README.md stands; it ends with "/". */
export function readReadme(packageFolder: URL): Readme {
  const text = readFileSync(new URL("README.md", packageFolder), "utf8");
  return {
    text,
    block(language) {
      const found = new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, "s").exec(text)?.[1];
      assert.ok(found !== undefined, `${packageFolder.pathname}README.md has no block of ${language}`);
      return found;
    },
  };
}

/** Runs the program in a README where the README stands, and holds what it prints against what the README says. */
export function assertReadmeProgram(packageFolder: URL): void {
  const readme = readReadme(packageFolder);
  const args = ["-C", "@rolecall/source", "--input-type=module-typescript", "--eval", readme.block("ts")];
  const printed = execFileSync(process.execPath, args, {
    cwd: packageFolder,
    encoding: "utf8",
    env: { NO_COLOR: "1" },
  });
  assert.equal(printed, readme.block("text"));
}
