import type { Revision } from "./records/identifier.ts";

/** Where a store stands with the databases behind it, as far as it knows without asking them. */
export interface Standing {
  /** Of which listeners have heard. */
  readonly revision: Revision;
  readonly primary: "up" | "away";
  /** Absent where none was named. "behind": it lacks something that was known a second ago. */
  readonly replica?: "up" | "behind" | "away";
  /** How long ago the last look at the primary began that was answered: what is answered is at most so old. */
  readonly ageMs: number;
  /** How many reads a replica has answered. */
  readonly replicaReads: number;
  /** How many began while every database was away: they found what they asked for in memory, or failed. */
  readonly memoryReads: number;
}
