import { InstallationKeys } from "@rolecall/access";
import type { KeyBytes, RandomBytes } from "@rolecall/credentials";
import type { EpochMilliseconds, Store } from "@rolecall/store";
import { announceKeys } from "./announce-keys.ts";
import { holdMasterKeys } from "./held-master-keys.ts";
import { isEmpty, readDataKeys } from "./read-data-keys.ts";
import { createUnopenedLog } from "./unopened-log.ts";

interface KeepingOptions {
  readonly store: Store;
  readonly loadMasterKeys: (isStoreEmpty: boolean) => readonly KeyBytes[];
  readonly random: RandomBytes;
  readonly clock: () => EpochMilliseconds;
  /** What others call this process. */
  readonly processName: string;
  /** For the person who runs the program. */
  readonly tell: (message: string) => void;
}

export interface KeptKeys {
  readonly keys: InstallationKeys;
  close(): Promise<void>;
}

/**
 * Opens the keys of a store, follows what becomes of them, and says which of them this process holds.
 * @throws ConfigurationError where a master key is missing or wrong
 */
export async function keepKeys(options: KeepingOptions): Promise<KeptKeys> {
  const { store, loadMasterKeys, random, clock, processName, tell } = options;
  let isStoreEmpty = await isEmpty(store);
  const masters = holdMasterKeys({ load: () => loadMasterKeys(isStoreEmpty), random, tell });
  isStoreEmpty = false;
  const records = await readDataKeys({ store, masters, now: clock() });
  const tellOfUnopened = createUnopenedLog(tell);
  const keys = new InstallationKeys({
    store,
    masters,
    records,
    random,
    monotonicMs: () => performance.now(),
    onSeen() {
      tellOfUnopened(keys);
      announcement.renew();
    },
  });
  const id = Buffer.from(random(16)).toString("hex");
  const announcement = announceKeys({ store, keys, id, name: processName, clock });
  return {
    keys,
    async close() {
      keys.close();
      await announcement.end();
    },
  };
}
