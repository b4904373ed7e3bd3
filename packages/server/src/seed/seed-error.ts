import { Mistake } from "../mistake.ts";

/** Something in a seed is wrong. INVARIANT: the message never repeats a password or secret. */
export class SeedError extends Mistake {
  override readonly name = "SeedError";
}
