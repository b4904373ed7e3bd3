/** Every family gives back what it was given, and refuses what it must. */
import { describe, test } from "node:test";
import { FAMILIES_UNDER_TEST } from "./families.ts";
import type { StoreFactory } from "./store-under-test.ts";
import { withStore } from "./with-store.ts";

export function records(factory: StoreFactory): void {
  for (const [name, { tests }] of Object.entries(FAMILIES_UNDER_TEST)) {
    describe(name, () => {
      for (const [title, body] of Object.entries(tests)) test(title, withStore(factory, body));
    });
  }
}
