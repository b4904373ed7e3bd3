import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const folder = new URL("../", import.meta.url);
const readme = readFileSync(new URL("README.md", folder), "utf8");

function block(language: string): string {
  const found = new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, "s").exec(readme)?.[1];
  assert.ok(found !== undefined);
  return found;
}

test("the program in the README prints what the README says", () => {
  const args = ["-C", "@rolecall/source", "--input-type=module-typescript", "--eval", block("ts")];
  const printed = execFileSync(process.execPath, args, {
    cwd: folder,
    encoding: "utf8",
    env: { NO_COLOR: "1" },
  });
  assert.equal(printed, block("text"));
});
