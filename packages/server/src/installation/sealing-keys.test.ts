import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { type TestContext, test } from "node:test";
import { createKeyRing, type MasterKey, newMasterKey } from "@rolecall/credentials";
import type { Store } from "@rolecall/store";
import { userRecord } from "../../../access/src/records.test-support.ts";
import { addUser, openWorld } from "../../../access/src/world.test-support.ts";
import { ConfigurationError } from "../configuration.ts";
import { checkMasterKeys, rememberSealingKey } from "./sealing-keys.ts";

const OLD = newMasterKey(randomBytes);
const NEW = newMasterKey(randomBytes);
const STRANGE = newMasterKey(randomBytes);

async function openStore(context: TestContext): Promise<Store> {
  const { store, close } = await openWorld();
  context.after(close);
  return store;
}

/** A user whose one access key was sealed with a master key. */
async function addSealed(store: Store, name: string, key: MasterKey): Promise<void> {
  const keyId = `AKIA${name.toUpperCase().padEnd(16, "A")}`;
  await addUser({ store, keyRing: createKeyRing([key], randomBytes) }, name, undefined, { keyId });
}

/** A start with these keys, as far as it is about them. */
async function start(store: Store, ...keys: readonly MasterKey[]): Promise<void> {
  const sealed = { store, keyRing: createKeyRing(keys, randomBytes) };
  await checkMasterKeys(sealed);
  await rememberSealingKey(sealed);
}

const refused = (starting: Promise<void>, message: RegExp) =>
  assert.rejects(
    starting,
    (error: unknown) => error instanceof ConfigurationError && message.test(error.message),
  );

const WRONG = /^The master key does not open the secrets in this store\./;
const NOT_ALL = /^Some access keys in this store were sealed with another master key, which was not given\./;

test("a wrong key is found at once, in a store without any access key too", async (context) => {
  const store = await openStore(context);
  await start(store, OLD);
  await start(store, OLD);
  await refused(start(store, STRANGE), WRONG);
  await refused(start(store, STRANGE, NEW), WRONG);
  await start(store, OLD);
});

test("a store of before the checks tells by whatever access key it has, and gets its check at the next good start", async (context) => {
  const store = await openStore(context);
  // Their users come after more without keys than one page holds.
  for (let number = 0; number < 1_100; number++) {
    await store.write((tx) => tx.users.insert(userRecord(`a${number}`)));
  }
  await addSealed(store, "zoe", OLD);
  await refused(start(store, STRANGE), WRONG);
  assert.deepEqual(await store.read((tx) => tx.sealingKeys.list()), []);
  await start(store, OLD);
  assert.equal((await store.read((tx) => tx.sealingKeys.list())).length, 1);
  await refused(start(store, STRANGE), WRONG);
});

test("a key is taken out once nothing needs it, and not before", async (context) => {
  const store = await openStore(context);
  await addSealed(store, "ann", OLD);
  await start(store, OLD);
  await start(store, NEW, OLD);
  await addSealed(store, "bob", NEW);
  await refused(start(store, NEW), NOT_ALL);
  await refused(start(store, OLD), NOT_ALL);
  await refused(start(store, STRANGE), WRONG);
  const [key] = await store.read(async (tx) => tx.accessKeys.ofOwner(userRecord("ann").id));
  await store.write((tx) => tx.accessKeys.delete(key!.id));
  await start(store, NEW);
  await refused(start(store, OLD), WRONG);
});
