import type { SeedAccount } from "./families/accounts.ts";

/** A seed: what an empty installation begins with. */
export interface Seed {
  readonly accounts: readonly SeedAccount[];
  /** Accounts that are somewhere else: policies may name them, and nobody signs in from there. */
  readonly externalAccounts?: readonly string[];
}
