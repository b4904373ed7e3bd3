import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { readmeBlock, readmeText } from "./readme.test-support.ts";

const packageFolder = new URL("../", import.meta.url);
const project = mkdtempSync(join(tmpdir(), "rolecall-policy-"));
after(() => rmSync(project, { recursive: true }));

interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
}

function pack(): Packed {
  const args = ["pack", "--json", "--loglevel=error", "--pack-destination", project];
  const printed = execFileSync("npm", args, { cwd: packageFolder, encoding: "utf8", stdio: "pipe" });
  return (JSON.parse(printed.slice(printed.indexOf("["))) as readonly Packed[])[0]!;
}

test("packed, it is a package that runs the README's program alone", () => {
  const { filename, size, files } = pack();

  const statedBytes = Number(/(\d+) kB packed/.exec(readmeText)?.[1]) * 1000;
  assert.ok(Math.abs(size - statedBytes) < statedBytes / 10, `${size} bytes, the README says ${statedBytes}`);
  assert.deepEqual(
    files.filter(({ path }) => /test/.test(path)),
    [],
  );

  writeFileSync(join(project, "package.json"), '{"type":"module"}');
  const quiet = ["--offline", "--no-audit", "--no-fund", "--loglevel=error"];
  execFileSync("npm", ["install", ...quiet, `./${filename}`], { cwd: project });
  writeFileSync(join(project, "photos.ts"), readmeBlock("ts"));
  const printed = execFileSync(process.execPath, ["photos.ts"], {
    cwd: project,
    encoding: "utf8",
    env: { NO_COLOR: "1" },
  });
  assert.equal(printed, readmeBlock("text"));

  const installed = join(project, "node_modules/@rolecall/policy");
  for (const { path } of files.filter((file) => file.path.endsWith(".js"))) {
    const code = readFileSync(join(installed, path), "utf8");
    const imported = Array.from(
      code.matchAll(/^(?:import|export) .*? from "(.*?)";/gms),
      ([, from]) => from!,
    );
    assert.deepEqual(
      imported.filter((from) => !/^\.\.?\/.*\.js$/.test(from)),
      [],
      `${path} imports from itself alone`,
    );
  }
});
