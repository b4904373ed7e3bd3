import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { ConfigurationError } from "../configuration.ts";
import { openDataFolder } from "./data-folder.ts";

let root: string;
let folder: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "rolecall-folder-"));
  folder = join(root, "data");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const refuses = (path: string, message: string) =>
  assert.throws(
    () => openDataFolder(path),
    (error: unknown) => {
      assert.ok(error instanceof ConfigurationError, String(error));
      assert.equal(error.message, message);
      return true;
    },
  );

function makeWithMode(mode: number): void {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, mode);
}

test("a folder that is missing is made for its owner alone, with those above it", () => {
  const deep = join(folder, "a", "b");
  assert.equal(openDataFolder(deep), undefined);
  for (const each of [deep, join(folder, "a"), folder]) assert.equal(statSync(each).mode & 0o777, 0o700);
  assert.equal(openDataFolder(deep), undefined);
});

test("what others may change is refused, with what to type", () => {
  for (const [mode, shown] of [
    [0o777, "0777"],
    [0o770, "0770"],
    [0o702, "0702"],
  ] as const) {
    makeWithMode(mode);
    refuses(
      folder,
      `others may change what is in ${folder} (mode ${shown}), the master key and the database too. Type: chmod 700 ${folder} ` +
        `(or give a new folder inside it, which is made for you alone: --data ${folder}/rolecall).`,
    );
  }
  assert.equal(openDataFolder(join(folder, "rolecall")), undefined);
});

test("a folder that others may look into is worth a warning", () => {
  makeWithMode(0o755);
  assert.equal(
    openDataFolder(folder),
    `Warning: others may look into ${folder} (mode 0755); chmod 700 ${folder} keeps them out.`,
  );
});

test("private files that others may read are refused, whatever the folder", () => {
  makeWithMode(0o700);
  for (const name of ["master.key", "credentials", "rolecall.db", "rolecall.db-wal"]) {
    const file = join(folder, name);
    writeFileSync(file, "", { mode: 0o600 });
    openDataFolder(folder);
    chmodSync(file, 0o640);
    refuses(folder, `others may read or change ${file} (mode 0640). Type: chmod 600 ${file}`);
    rmSync(file);
  }
});

test("what can be no folder is told, and soon", () => {
  writeFileSync(folder, "");
  refuses(folder, `${folder} is a file, and a folder is needed there.`);
  if (existsSync("/proc/self"))
    refuses("/proc/rolecall/data", "/proc/rolecall cannot be made: /proc takes no new folders.");
});
