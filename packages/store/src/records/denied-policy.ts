import type { DenialPruning } from "./denial.ts";
import type { EpochMilliseconds } from "./identifier.ts";

/** A document that denials were decided by: kept once, however many there are, as it was then. */
export interface DeniedPolicyRecord {
  /** SHA-256 of the document, in hexadecimal. */
  readonly hash: string;
  readonly document: string;
  /** The total of the denial that brought it last. */
  readonly total: number;
  /** When that was. */
  readonly at: EpochMilliseconds;
}

export interface DeniedPolicyReader {
  byHash(hash: string): Promise<DeniedPolicyRecord | undefined>;
}

export interface DeniedPolicyWriter extends DeniedPolicyReader {
  put(record: DeniedPolicyRecord): Promise<void>;
  /** Answers how many went. */
  prune(pruning: DenialPruning): Promise<number>;
}
