import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { chownSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { newKey } from "@rolecall/credentials";
import { loadMasterKeys, openKeyFile } from "./master-key-file.ts";

const isRoot = process.geteuid?.() === 0;

test("what root writes belongs to who has the folder", { skip: isRoot ? false : "needs root" }, () => {
  const folder = mkdtempSync(join(tmpdir(), "rolecall-owner-"));
  chownSync(folder, 65_534, 65_534);
  const ownerOf = (name: string) => {
    const { uid, gid, mode } = statSync(join(folder, name));
    return [uid, gid, mode & 0o777];
  };
  const first = loadMasterKeys({
    given: undefined,
    dataFolder: folder,
    random: randomBytes,
    isStoreEmpty: true,
  });
  assert.deepEqual(ownerOf("master.key"), [65_534, 65_534, 0o600]);
  const file = openKeyFile(folder, randomBytes);
  file.write([newKey(randomBytes), ...first]);
  file.keepFormer(first);
  assert.deepEqual(ownerOf("master.key"), [65_534, 65_534, 0o600]);
  assert.deepEqual(ownerOf("master.key.former"), [65_534, 65_534, 0o600]);
  rmSync(folder, { recursive: true });
});
