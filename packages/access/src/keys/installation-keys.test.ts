import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import {
  createKeyRing,
  createOpenedSessionCache,
  issueSession,
  keyIdOf,
  newKey,
  sealKey,
  sealSecret,
} from "@rolecall/credentials";
import type { DataKeyRecord, Store } from "@rolecall/store";
import { openSqliteStore } from "@rolecall/store/sqlite";
import { keyRecord, NOW, roleClaims, roleRecord, SECRET } from "../records.test-support.ts";
import { addUser, openWorld } from "../world.test-support.ts";
import { InstallationKeys } from "./installation-keys.ts";

const MASTER_KEY = newKey(randomBytes);
const MASTER = createKeyRing([MASTER_KEY], randomBytes);
const CLAIMS = roleClaims(roleRecord("reader"));

interface MadeKey {
  readonly record: DataKeyRecord;
  readonly ring: ReturnType<typeof createKeyRing>;
}

/** A key that another process makes. */
function makeKey(more: Partial<DataKeyRecord> = {}, master = MASTER): MadeKey {
  const key = newKey(randomBytes);
  const seals = sealKey(key, [master.current], randomBytes);
  return {
    record: { keyId: keyIdOf(key), seals, createdAt: NOW, ...more },
    ring: createKeyRing([key], randomBytes),
  };
}

async function put(store: Store, ...records: readonly DataKeyRecord[]): Promise<void> {
  await store.write(async (tx) => {
    for (const record of records) await tx.dataKeys.put(record);
  });
}

/** A world on a file that has its first key, and another process's store on the same file. */
async function openTwo(context: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), "rolecall-keys-"));
  const file = join(folder, "rolecall.db");
  const world = await openWorld({ file, masterKey: MASTER_KEY });
  const other = await openSqliteStore({ file });
  const { keys } = world;
  const [first] = keys.records;
  await put(other, first!);
  context.after(async () => {
    await other.close();
    await world.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const catchUp = () => world.store.read((tx) => keys.catchUp(tx));
  return { world, other, keys, first: first!, catchUp };
}

test("a key opens once it is announced, seals once the store says so, and is gone once it is deleted", async (context) => {
  const { other, keys, first, catchUp } = await openTwo(context);
  const second = makeKey();
  await put(other, second.record);
  await catchUp();
  assert.ok(keys.ring.byId.has(second.record.keyId));
  assert.equal(keys.ring.current.id, first.keyId);
  const sessions = createOpenedSessionCache({ capacity: 10 });
  const old = issueSession(keys.ring, CLAIMS);
  await put(other, { ...first, retiredAt: NOW }, { ...second.record, sealsSince: NOW });
  await catchUp();
  assert.equal(keys.ring.current.id, second.record.keyId);
  assert.ok(sessions.open(keys.ring, old.accessKeyId, old.sessionToken));
  await other.write((tx) => tx.dataKeys.delete(first.keyId));
  await catchUp();
  assert.deepEqual([...keys.ring.byId.keys()], [second.record.keyId]);
  assert.equal(sessions.open(keys.ring, old.accessKeyId, old.sessionToken), undefined);
});

test("a process that does nothing hears within a second", async (context) => {
  const { other, keys } = await openTwo(context);
  const second = makeKey();
  await put(other, second.record);
  for (let waitedMs = 0; !keys.ring.byId.has(second.record.keyId) && waitedMs < 1_000; waitedMs += 20)
    await delay(20);
  assert.ok(keys.ring.byId.has(second.record.keyId));
});

test("a secret opens in the transaction that sees it, whichever key another process sealed it by a moment ago", async (context) => {
  const { world, other, first } = await openTwo(context);
  const user = await addUser(world, "ann", undefined, { keyId: "AKIAANN" });
  for (let round = 0; round < 5; round++) {
    const { record, ring } = makeKey({ sealsSince: NOW });
    const id = `AKIANEW${round}`;
    await put(other, { ...first, retiredAt: NOW }, record);
    await other.write((tx) =>
      tx.accessKeys.insert(
        keyRecord({ keyRing: ring }, id, {
          accountId: user.accountId,
          ownerKind: "user",
          ownerId: user.id,
          createdAt: NOW,
        }),
      ),
    );
    const found = await world.store.read((tx) => world.directory.accessKey(tx, id));
    assert.equal(found?.secret, SECRET);
    await other.write((tx) => tx.dataKeys.delete(record.keyId));
    await other.write((tx) => tx.accessKeys.delete(found!.record.id));
  }
});

test("what no master key opens is in no ring, and the key before it goes on sealing; it opens once its master key is found", async (context) => {
  const { world, first } = await openTwo(context);
  const strange = createKeyRing([newKey(randomBytes)], randomBytes);
  const ring = createKeyRing([newKey(randomBytes)], randomBytes);
  ring.change(MASTER.byId.values(), MASTER.current);
  let isThere = false;
  const reload = () => {
    if (isThere) ring.change([...MASTER.byId.values(), strange.current], MASTER.current);
  };
  const second = makeKey({ sealsSince: NOW }, strange);
  await put(world.store, { ...first, retiredAt: NOW }, second.record);
  const keys = new InstallationKeys({
    store: world.store,
    masters: { ring, reload },
    records: [first],
    random: randomBytes,
    monotonicMs: () => 0,
  });
  context.after(() => keys.close());
  await world.store.read((tx) => keys.catchUp(tx));
  assert.equal(keys.ring.current.id, first.keyId);
  assert.ok(!keys.ring.byId.has(second.record.keyId));
  isThere = true;
  keys.findMasters();
  assert.equal(keys.ring.current.id, second.record.keyId);
  assert.equal(sealSecret(keys.ring, "AKIA", SECRET).length > 0, true);
});

test("a store that is emptied keeps nobody from sealing", async (context) => {
  const { other, keys, first, catchUp } = await openTwo(context);
  await other.clear();
  await catchUp();
  assert.equal(keys.ring.current.id, first.keyId);
  assert.deepEqual(keys.records, [first]);
});

test("however many strangers ask for keys that are not there, the store is looked at once a second, and who is right is let in", async (context) => {
  const { world, other, first } = await openTwo(context);
  let looks = 0;
  const counting: Store = Object.assign(Object.create(world.store), {
    revision: () => {
      looks++;
      return world.store.revision();
    },
    read: world.store.read.bind(world.store),
    // Nothing is heard: as of a process that was paused, and is asked before it looked.
    subscribe: () => () => {},
  });
  let nowMs = 0;
  const keys = new InstallationKeys({
    store: counting,
    masters: { ring: MASTER, reload() {} },
    records: [first],
    random: randomBytes,
    monotonicMs: () => nowMs,
  });
  context.after(() => keys.close());
  await delay(20);
  looks = 0;
  const second = makeKey();
  await put(other, second.record);
  const asked = Array.from({ length: 400 }, (_, number) => keys.seek(number));
  assert.equal(await keys.seek(second.record.keyId), true);
  assert.deepEqual(new Set(await Promise.all(asked)), new Set([false]));
  assert.equal(looks, 1);
  // Within the same second the next ones wait for its end; more than some do not even wait.
  nowMs = 950;
  const late = Array.from({ length: 600 }, (_, number) => keys.seek(number));
  assert.deepEqual(new Set(await Promise.all(late)), new Set([false]));
  assert.equal(looks, 2);
});
