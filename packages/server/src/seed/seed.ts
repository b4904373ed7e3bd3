import type { SeedAccount } from "./families/accounts.ts";

/** A seed: what an empty installation begins with. */
export interface Seed {
  readonly accounts: readonly SeedAccount[];
}
