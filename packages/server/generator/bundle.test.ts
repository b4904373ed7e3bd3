import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { findBundle } from "../bin/find-bundle.js";
import { writeBundle } from "./bundle.ts";

const MAIN = fileURLToPath(new URL("../src/main.ts", import.meta.url));

const MODULES = fileURLToPath(new URL("../../../node_modules", import.meta.url));

const root = mkdtempSync(join(tmpdir(), "rolecall-bundle-"));
after(() => rmSync(root, { recursive: true, force: true }));

const run = (...args: readonly string[]) => execFileSync(process.execPath, args, { encoding: "utf8" });

/** A program of two modules, bundled; one of them reads a file beside itself. */
async function bundleProgram(name: string) {
  const place = join(root, name);
  mkdirSync(join(place, "src"), { recursive: true });
  writeFileSync(join(place, "package.json"), '{"type":"module"}');
  writeFileSync(join(place, "data.txt"), "beside it");
  const text = 'readFileSync(new URL("../data.txt", import.meta.url), "utf8")';
  writeFileSync(
    join(place, "src/data.ts"),
    `import { readFileSync } from "node:fs";\nexport const data: string = ${text};\n`,
  );
  const entry = join(place, "src/main.ts");
  writeFileSync(entry, 'import { data } from "./data.ts";\nconsole.log(data);\n');
  const folder = join(place, "bundle");
  await writeBundle({ entry, folder });
  return { place, entry, folder, find: (at = folder) => findBundle(pathToFileURL(`${at}/`)) };
}

describe("the bundle", () => {
  test("says what the sources say, of what lies beside them too", async () => {
    const folder = join(root, "program");
    await writeBundle({ entry: MAIN, folder });
    writeFileSync(join(root, "package.json"), '{"type":"module"}');
    // What is not bundled is looked for above, as where the program is installed.
    symlinkSync(MODULES, join(root, "node_modules"));
    const bundle = findBundle(pathToFileURL(`${folder}/`));
    assert.ok(bundle);
    for (const args of [["--version"], ["operations", "--json"], []]) {
      const said = run(fileURLToPath(bundle), ...args);
      assert.equal(said, run("-C", "@rolecall/source", MAIN, ...args));
      assert.notEqual(said, "");
    }
  });

  test("may be moved together with its sources", async () => {
    const { place, find } = await bundleProgram("before");
    const moved = join(root, "moved");
    renameSync(place, moved);
    assert.equal(find(), undefined);
    const bundle = find(join(moved, "bundle"));
    assert.ok(bundle);
    assert.equal(run(fileURLToPath(bundle)), "beside it\n");
  });

  test("is not used once a source has changed, though its size is the same", async () => {
    const { entry, find } = await bundleProgram("changed");
    assert.ok(find());
    writeFileSync(entry, readFileSync(entry, "utf8").replace("log", "dir"));
    assert.equal(find(), undefined);
  });

  test("is not used where a source is gone", async () => {
    const { entry, find } = await bundleProgram("gone");
    rmSync(entry);
    assert.equal(find(), undefined);
  });

  test("is not used before it is whole, or where another version made it", async () => {
    const { folder, find } = await bundleProgram("interrupted");
    for (const text of ['{"entry":"main.js","inp', "null", "{}", '{"entry":"main.js","inputs":{}}']) {
      writeFileSync(join(folder, "manifest.json"), text);
      assert.equal(find(), undefined, text);
    }
    rmSync(folder, { recursive: true });
    assert.equal(find(), undefined);
  });

  test("tells where sources cannot be bundled", async () => {
    const { entry, folder, find } = await bundleProgram("broken");
    writeFileSync(entry, 'import { nothing } from "./data.ts";\nconsole.log(nothing);\n');
    await assert.rejects(
      writeBundle({ entry, folder }),
      /No matching export in .*data\.ts.* for import "nothing"/,
    );
    assert.equal(find(), undefined);
  });
});
