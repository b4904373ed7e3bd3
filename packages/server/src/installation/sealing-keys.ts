import { type KeyRing, openSecret, openText, sealText } from "@rolecall/credentials";
import { type AccountId, rootUserId } from "@rolecall/names";
import type { ReadTransaction, SealingKeyRecord, Store } from "@rolecall/store";
import { ConfigurationError } from "../configuration.ts";

interface Sealed {
  readonly store: Store;
  readonly keyRing: KeyRing;
}

/** What is sealed to tell a key by; it says nothing. */
const CHECK_TEXT = "rolecall";
const USERS_A_PAGE = 500;

/**
 * Finds a master key that is not the store's, whatever the store holds. A store of before the checks tells by its access keys.
 * @throws ConfigurationError where none of the keys that sealed here was given, or one that is still needed was not.
 */
export async function checkMasterKeys({ store, keyRing }: Sealed): Promise<void> {
  const known = await store.read((tx) => tx.sealingKeys.list());
  const missing = known.filter((record) => !opens(keyRing, record));
  const isStranger = known.length > 0 && missing.length === known.length;
  if (isStranger || (known.length === 0 && (await hasUnopenedKey({ store, keyRing })))) {
    throw new ConfigurationError(
      "The master key does not open the secrets in this store. Start with the key that they were sealed with.",
    );
  }
  if (missing.length === 0) return;
  if (await hasUnopenedKey({ store, keyRing })) {
    throw new ConfigurationError(
      "Some access keys in this store were sealed with another master key, which was not given. Give all of them, the newest first.",
    );
  }
  await store.write(async (tx) => {
    for (const { keyId } of missing) await tx.sealingKeys.delete(keyId);
  });
}

/** Leaves a check of the key that seals from now on, where there is none yet. */
export async function rememberSealingKey({ store, keyRing }: Sealed): Promise<void> {
  const keyId = keyRing.current.id;
  const known = await store.read((tx) => tx.sealingKeys.list());
  if (known.some((record) => record.keyId === keyId)) return;
  const record = sealingKeyRecord(keyRing);
  await store.write((tx) => tx.sealingKeys.put(record));
}

/** The check of the key that seals from now on. */
export function sealingKeyRecord(keyRing: KeyRing): SealingKeyRecord {
  return { keyId: keyRing.current.id, check: sealText(keyRing, "check", CHECK_TEXT) };
}

function opens(keyRing: KeyRing, { check }: SealingKeyRecord): boolean {
  return openText(keyRing, "check", check) === CHECK_TEXT;
}

/** Whether there is an access key that cannot be used with these master keys. Looks at all of them. */
async function hasUnopenedKey({ store, keyRing }: Sealed): Promise<boolean> {
  const accounts = await store.read((tx) => tx.accounts.list());
  for (const { id } of accounts) {
    for (let after: string | undefined, isMore = true; isMore; isMore = after !== undefined) {
      const page = await store.read((tx) => readKeys(tx, id, after));
      if (page.keys.some((key) => openSecret(keyRing, key.id, key.sealedSecret) === undefined)) return true;
      after = page.next;
    }
  }
  return false;
}

/** The keys of a page of users; with the first page come those of the root user. */
async function readKeys(tx: ReadTransaction, accountId: AccountId, after: string | undefined) {
  const users = await tx.users.list(accountId, {
    limit: USERS_A_PAGE,
    ...(after !== undefined && { after }),
  });
  const owners = users.items.map((user) => user.id);
  if (after === undefined) owners.push(rootUserId(accountId));
  const keys = [];
  for (const owner of owners) keys.push(...(await tx.accessKeys.ofOwner(owner)));
  return { keys, next: users.next };
}
