import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { formatMasterKey, newKey } from "@rolecall/credentials";
import { ConfigurationError } from "../configuration.ts";
import { loadMasterKeys } from "../keys/master-key-file.ts";
import { claimSeeding, markFilling, releaseSeeding } from "../seed/seeding-marker.ts";
import { readProfiles, writeProfiles } from "./credentials-file.ts";

/** The small files beside the data. */
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rolecall-files-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const random = (size: number) => randomBytes(size);
const load = (given?: string, isStoreEmpty = true) =>
  loadMasterKeys({ given, dataFolder: folder, random, isStoreEmpty });

test("a master key is made once, for its owner alone, and leaves nothing beside it", () => {
  const first = load();
  assert.deepEqual(load(), first);
  assert.deepEqual(readdirSync(folder), ["master.key"]);
  assert.equal(statSync(join(folder, "master.key")).mode & 0o777, 0o600);
});

test("a master key that is given wins, and none is written", () => {
  const text = formatMasterKey(newKey(random));
  assert.deepEqual(load(text), load(text));
  assert.deepEqual(readdirSync(folder), []);
});

test("without a folder each start has a key of its own", () => {
  const source = { given: undefined, dataFolder: undefined, random, isStoreEmpty: true };
  assert.notDeepEqual(loadMasterKeys(source), loadMasterKeys(source));
});

test("no key is made beside a store that holds something", () => {
  assert.throws(
    () => load(undefined, false),
    (error: unknown) =>
      error instanceof ConfigurationError &&
      error.message ===
        `${join(folder, "master.key")} is missing, and the database was sealed with it. Put it back, or give its ` +
          "text in ROLECALL_MASTER_KEY; a new key would open no secret.",
  );
  assert.deepEqual(readdirSync(folder), []);
  assert.equal(load(formatMasterKey(newKey(random)), false).length, 1);
});

test("a key that is none, or that others may read, is refused without being shown", () => {
  for (const text of ["", "short-but-secret", "not base64 at all!"]) {
    assert.throws(
      () => load(text),
      (error: unknown) =>
        error instanceof ConfigurationError &&
        error.message.startsWith("ROLECALL_MASTER_KEY: ") &&
        (text === "" || !error.message.includes(text)),
    );
  }
  load();
  chmodSync(join(folder, "master.key"), 0o640);
  assert.throws(() => load(), /others may read the master key/);
  chmodSync(join(folder, "master.key"), 0o600);
  writeFileSync(join(folder, "master.key"), "damaged");
  assert.throws(() => load(), ConfigurationError);
});

test("profiles go round, readable by their owner alone; the first has AWS's default name and ours too", () => {
  const admin = { name: "admin", key: { id: "AKIAEXAMPLE", secret: "a/b+c=d" } };
  const ci = { name: "111111111111-ci", key: { id: "AKIAOTHER", secret: "it's$HOME" } };
  assert.deepEqual(readProfiles(folder), []);
  writeProfiles(folder, []);
  assert.deepEqual(readdirSync(folder), []);
  writeProfiles(folder, [ci]);
  writeProfiles(folder, [admin, ci]);
  const written = [{ ...admin, name: "default" }, { ...admin, name: "rolecall" }, admin, ci];
  assert.deepEqual(readProfiles(folder), written);
  const file = join(folder, "credentials");
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.deepEqual(readdirSync(folder), ["credentials"]);
  writeFileSync(file, `# mine\n[sso]\nregion = us-east-1\n\n${readFileSync(file, "utf8")}`);
  assert.deepEqual(readProfiles(folder), written);
  assert.deepEqual(readProfiles(file), []);
});

test("one seeds; who comes while it does waits; what a dead one left is told", async () => {
  assert.equal(await claimSeeding(folder, process.pid), "free");
  let second: string | undefined;
  const waiting = claimSeeding(folder, process.pid).then((claim) => {
    second = claim;
  });
  await new Promise((resolve) => setTimeout(resolve, 120));
  assert.equal(second, undefined);
  releaseSeeding(folder);
  await waiting;
  assert.equal(second, "free");
  // No process has this id: it is beyond what Linux and macOS give.
  writeFileSync(join(folder, "seeding"), "99999999");
  // It died while it looked whether there is anything: what is there is whole, and stays.
  assert.equal(await claimSeeding(folder, process.pid), "free");
  releaseSeeding(folder);
  writeFileSync(join(folder, "seeding"), "99999999");
  markFilling(folder);
  assert.equal(await claimSeeding(folder, process.pid), "abandoned");
  // Whoever empties the store may die too.
  assert.equal(readFileSync(join(folder, "seeding"), "utf8"), `${process.pid} filling`);
  releaseSeeding(folder);
  assert.deepEqual(readdirSync(folder), []);
});
