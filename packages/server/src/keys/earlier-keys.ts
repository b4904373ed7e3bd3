/**
 * Stores of before there were data keys: what is in them was sealed by master keys themselves. Each of these goes on as a data
 * key, sealed by the newest, so that secrets and sessions open as ever and the master key can be changed without them.
 */
import { type KeyRing, keyIdOf, openSecret, openText, sealKey } from "@rolecall/credentials";
import {
  type DataKeyRecord,
  type EpochMilliseconds,
  eachPage,
  type PageRequest,
  type SealingKeyRecord,
  type Store,
} from "@rolecall/store";
import { ConfigurationError } from "../configuration.ts";
import type { HeldMasterKeys } from "./held-master-keys.ts";

interface Earlier {
  readonly store: Store;
  readonly masters: HeldMasterKeys;
  readonly now: EpochMilliseconds;
}

/** What was sealed to tell a key by; it says nothing. */
const CHECK_TEXT = "rolecall";
const KEYS_A_PAGE = 500;

/**
 * Makes data keys of the master keys that were given.
 * @returns the store's, which another process may have made meanwhile
 * @throws ConfigurationError where none of the keys that sealed here was given, or one that is still needed was not.
 */
export async function bringOver({ store, masters, now }: Earlier): Promise<readonly DataKeyRecord[]> {
  await checkMasterKeys(store, masters.ring);
  const { current, random } = masters.ring;
  const made = masters.given.map(
    (key, place): DataKeyRecord => ({
      keyId: keyIdOf(key),
      seals: sealKey(key, [current], random),
      createdAt: now,
      sealsSince: now,
      ...(place > 0 && { retiredAt: now }),
    }),
  );
  return store.write(async (tx) => {
    const present = await tx.dataKeys.list();
    if (present.length > 0) return present;
    for (const record of made) await tx.dataKeys.put(record);
    for (const { keyId } of await tx.sealingKeys.list()) await tx.sealingKeys.delete(keyId);
    return made;
  });
}

/** Finds a master key that is not the store's, whatever the store holds. A store of before the checks tells by its access keys. */
async function checkMasterKeys(store: Store, ring: KeyRing): Promise<void> {
  const known = await store.read((tx) => tx.sealingKeys.list());
  const missing = known.filter((record) => !opens(ring, record));
  if (known.length > 0 && missing.length === 0) return;
  const isStranger = known.length > 0 && missing.length === known.length;
  if (!isStranger && !(await hasUnopenedKey(store, ring))) return;
  throw new ConfigurationError(
    isStranger || known.length === 0
      ? "The master key does not open the secrets in this store. Start with the key that they were sealed with."
      : "Some access keys in this store were sealed with another master key, which was not given. Give all of them, the newest first.",
  );
}

function opens(ring: KeyRing, { check }: SealingKeyRecord): boolean {
  return openText(ring, "check", check) === CHECK_TEXT;
}

/** Whether there is an access key that cannot be used with these master keys. Looks at all of them. */
async function hasUnopenedKey(store: Store, ring: KeyRing): Promise<boolean> {
  const list = (request: PageRequest) => store.read((tx) => tx.accessKeys.list(request));
  for await (const page of eachPage(list, KEYS_A_PAGE)) {
    if (page.some((key) => openSecret(ring, key.id, key.sealedSecret) === undefined)) return true;
  }
  return false;
}
