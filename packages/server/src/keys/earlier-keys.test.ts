import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { type TestContext, test } from "node:test";
import { dataKeyState, InstallationKeys } from "@rolecall/access";
import {
  createKeyRing,
  issueSession,
  type KeyBytes,
  keyIdOf,
  newKey,
  openSecret,
  openSession,
  sealText,
} from "@rolecall/credentials";
import type { DataKeyRecord, Store } from "@rolecall/store";
import { roleClaims, roleRecord, SECRET, userRecord } from "../../../access/src/records.test-support.ts";
import { addUser, openWorld } from "../../../access/src/world.test-support.ts";
import { ConfigurationError } from "../configuration.ts";
import { holdMasterKeys } from "./held-master-keys.ts";
import { readDataKeys } from "./read-data-keys.ts";

const OLD = newKey(randomBytes);
const NEW = newKey(randomBytes);
const STRANGE = newKey(randomBytes);

async function openStore(context: TestContext): Promise<Store> {
  const { store, close } = await openWorld();
  context.after(close);
  return store;
}

const accessKeyOf = (name: string) => `AKIA${name.toUpperCase().padEnd(16, "A")}`;

/** A user whose one access key was sealed with a master key, as versions before data keys did it. */
async function addSealed(store: Store, name: string, key: KeyBytes): Promise<void> {
  const keyRing = createKeyRing([key], randomBytes);
  await addUser({ store, keyRing }, name, undefined, { keyId: accessKeyOf(name) });
}

/** What versions before data keys left in the store of each key that had sealed. */
async function remember(store: Store, key: KeyBytes): Promise<void> {
  const check = sealText(createKeyRing([key], randomBytes), "check", "rolecall");
  await store.write((tx) => tx.sealingKeys.put({ keyId: keyIdOf(key), check }));
}

const mastersOf = (keys: readonly KeyBytes[]) =>
  holdMasterKeys({ load: () => keys, random: randomBytes, tell: assert.fail });

/** A start with these keys, as far as it is about them. */
function start(store: Store, ...keys: readonly KeyBytes[]): Promise<readonly DataKeyRecord[]> {
  return readDataKeys({ store, masters: mastersOf(keys), now: 1 });
}

const refused = (starting: Promise<unknown>, message: RegExp) =>
  assert.rejects(
    starting,
    (error: unknown) => error instanceof ConfigurationError && message.test(error.message),
  );

const WRONG = /^The master key does not open the secrets in this store\./;
const NOT_ALL = /^Some access keys in this store were sealed with another master key, which was not given\./;

test("a master key that sealed goes on as a data key: secrets and sessions open as ever", async (context) => {
  const store = await openStore(context);
  await addSealed(store, "ann", OLD);
  await remember(store, OLD);
  const session = issueSession(createKeyRing([OLD], randomBytes), roleClaims(roleRecord("r")));
  const records = await start(store, OLD);
  assert.deepEqual(records.map(dataKeyState), ["sealing"]);
  assert.deepEqual(await store.read((tx) => tx.dataKeys.list()), records);
  assert.deepEqual(await store.read((tx) => tx.sealingKeys.list()), []);
  assert.deepEqual(await start(store, OLD), records);
  const masters = mastersOf([OLD]);
  const keys = new InstallationKeys({ store, masters, records, random: randomBytes, monotonicMs: () => 0 });
  context.after(() => keys.close());
  const [key] = await store.read((tx) => tx.accessKeys.ofOwner(userRecord("ann").id));
  assert.equal(openSecret(keys.ring, key!.id, key!.sealedSecret), SECRET);
  const opened = openSession(keys.ring, session.accessKeyId, session.sessionToken);
  assert.equal(opened?.secretAccessKey, session.secretAccessKey);
});

test("a wrong key is found at once, in a store without any access key too", async (context) => {
  const store = await openStore(context);
  await remember(store, OLD);
  await refused(start(store, STRANGE), WRONG);
  await refused(start(store, STRANGE, NEW), WRONG);
  await start(store, OLD);
  await refused(start(store, STRANGE), WRONG);
  await start(store, OLD);
});

test("a store of before the checks tells by whatever access key it has", async (context) => {
  const store = await openStore(context);
  await addSealed(store, "ann", OLD);
  await refused(start(store, STRANGE), WRONG);
  assert.deepEqual(await store.read((tx) => tx.dataKeys.list()), []);
  await start(store, OLD);
  await refused(start(store, STRANGE), WRONG);
});

test("of several master keys all that are needed have to come once, and the newest is enough from then on", async (context) => {
  const store = await openStore(context);
  await addSealed(store, "ann", OLD);
  await addSealed(store, "bob", NEW);
  for (const key of [OLD, NEW]) await remember(store, key);
  await refused(start(store, NEW), NOT_ALL);
  await refused(start(store, OLD), NOT_ALL);
  await refused(start(store, STRANGE), WRONG);
  const records = await start(store, NEW, OLD);
  assert.deepEqual(
    new Map(records.map((record) => [record.keyId, dataKeyState(record)])),
    new Map([
      [keyIdOf(NEW), "sealing"],
      [keyIdOf(OLD), "retired"],
    ]),
  );
  assert.equal((await start(store, NEW)).length, 2);
  await refused(start(store, OLD), WRONG);
});

test("of two processes that bring a store over at once one does it", async (context) => {
  const store = await openStore(context);
  await addSealed(store, "ann", OLD);
  const [one, other] = await Promise.all([start(store, OLD), start(store, OLD)]);
  assert.deepEqual(one, other);
  assert.deepEqual(await store.read((tx) => tx.dataKeys.list()), one);
});

test("a key that needs a master key that was not given is refused, and so is one key that comes twice", async (context) => {
  const store = await openStore(context);
  await addSealed(store, "ann", OLD);
  const [record] = await start(store, OLD);
  const other = { ...record!, keyId: 7, seals: { [keyIdOf(NEW)]: "AAAA" } };
  await store.write((tx) => tx.dataKeys.put(other));
  await refused(
    start(store, OLD),
    /^Some keys in this store are sealed with another master key, which was not given\./,
  );
  assert.throws(() => mastersOf([OLD, OLD]), ConfigurationError);
});
