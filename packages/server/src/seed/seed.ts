import { Mistake } from "../mistake.ts";
import type { SeedAccount } from "./families/accounts.ts";

/** A seed: what an empty installation begins with. */
export interface Seed {
  readonly accounts: readonly SeedAccount[];
}

/** Something in a seed is wrong. INVARIANT: the message never repeats a password or secret. */
export class SeedError extends Mistake {
  override readonly name = "SeedError";
}
