import type { LoadOptions, LoadReport } from "../src/bulk/index.ts";
import type { Store } from "../src/store.ts";

/** What an engine's test hands to the suite. */
export interface StoreUnderTest {
  readonly store: Store;
  /** Another node on the same data, as another process would have it. */
  readonly openAnother: () => Promise<Store>;
  /** Loads in bulk, beside the nodes. */
  readonly load: (options: LoadOptions) => Promise<LoadReport>;
  /** Closes what was opened and deletes the data. */
  readonly dispose: () => Promise<void>;
}

/** Opens a new and empty store. */
export type StoreFactory = () => Promise<StoreUnderTest>;
