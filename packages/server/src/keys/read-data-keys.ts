import { firstDataKey, isOpenedBy } from "@rolecall/access";
import type { DataKeyRecord, EpochMilliseconds, Store } from "@rolecall/store";
import { ConfigurationError } from "../configuration.ts";
import { bringOver } from "./earlier-keys.ts";
import type { HeldMasterKeys } from "./held-master-keys.ts";

interface Opening {
  readonly store: Store;
  readonly masters: HeldMasterKeys;
  readonly now: EpochMilliseconds;
}

/** Nothing was ever sealed in it. */
export async function isEmpty(store: Store): Promise<boolean> {
  return store.read(async (tx) => {
    if (await tx.accounts.hasAny()) return false;
    const keys = [await tx.sealingKeys.list(), await tx.dataKeys.list()];
    return keys.every((records) => records.length === 0);
  });
}

/**
 * The data keys of a store, each of which opens; of an empty one a first key, which the store is given before anything is sealed
 * by it (`claimStore`).
 * @throws ConfigurationError where none of the master keys is this store's, or one that is needed was not given.
 */
export async function readDataKeys({ store, masters, now }: Opening): Promise<readonly DataKeyRecord[]> {
  const records = await store.read((tx) => tx.dataKeys.list());
  if (records.length === 0) {
    if (await isEmpty(store)) return [firstDataKey(masters.ring, now)];
    return bringOver({ store, masters, now });
  }
  const opened = records.filter((record) => isOpenedBy(masters.ring, record));
  if (opened.length === 0) {
    throw new ConfigurationError(
      "The master key does not open the secrets in this store. Start with the key that they were sealed with.",
    );
  }
  if (opened.length < records.length) {
    throw new ConfigurationError(
      "Some keys in this store are sealed with another master key, which was not given. Give all of them, the newest first.",
    );
  }
  return records;
}
