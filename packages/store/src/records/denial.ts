import type { AccountId, EpochMilliseconds } from "./identifier.ts";

/**
 * What policies denied, for who wants to know why. Written in batches behind the requests, kept for a time and within bounds;
 * not part of the change feed, since nothing is decided by it.
 */
export interface DenialRecord {
  /** The authorization id. */
  readonly id: string;
  readonly at: EpochMilliseconds;
  /** The account of whoever was denied. */
  readonly accountId: AccountId;
  /** What it takes, with the documents that it was the one to bring. */
  readonly bytes: number;
  /**
   * All bytes that were ever kept up to this denial and with it. INVARIANT: it grows from denial to denial, so that the order of
   * denials and the bytes between two of them are known without counting.
   */
  readonly total: number;
  /** Question, decisions and policies, as JSON. */
  readonly details: string;
}

/** The ends of what is kept. */
export interface DenialSpan {
  readonly oldest: DenialEnd;
  readonly newest: DenialEnd;
}

export type DenialEnd = Pick<DenialRecord, "at" | "bytes" | "total">;

/** What goes: the oldest first, at most `limit` for each reason. */
export interface DenialPruning {
  /** Those up to this total. */
  readonly upToTotal: number;
  /** Those from before this time. */
  readonly before: EpochMilliseconds;
  readonly limit: number;
}

export interface DenialReader {
  byId(id: string): Promise<DenialRecord | undefined>;
  /** Undefined where none is kept. */
  span(): Promise<DenialSpan | undefined>;
}

/** `insert` fails with StoreError "conflict" where the id or the total is taken. */
export interface DenialWriter extends DenialReader {
  insert(record: DenialRecord): Promise<void>;
  /** Answers how many went. */
  prune(pruning: DenialPruning): Promise<number>;
}
