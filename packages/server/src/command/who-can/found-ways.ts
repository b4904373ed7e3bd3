import type { LookedAt, Way } from "@rolecall/who-can";

/** What was found, wherever it was looked. */
export interface FoundWays {
  readonly ways: readonly Pick<Way, "principal" | "state" | "through" | "needs" | "stoppedBy">[];
  readonly lookedAt: Pick<LookedAt, "principals" | "ofPrincipals" | "accounts" | "unreadAccountIds">;
}
