import type { Store } from "../src/store.ts";
import { account } from "./families/accounts.ts";
import type { StoreFactory, StoreUnderTest } from "./store-under-test.ts";

/** A test body with a store of its own, in which accounts 1 and 2 are there already. */
export function withStore(
  factory: StoreFactory,
  body: (store: Store, under: StoreUnderTest) => Promise<void>,
) {
  return async (): Promise<void> => {
    const under = await factory();
    try {
      await under.store.write(async (tx) => {
        await tx.accounts.insert(account(1));
        await tx.accounts.insert(account(2));
      });
      await body(under.store, under);
    } finally {
      await under.dispose();
    }
  };
}
