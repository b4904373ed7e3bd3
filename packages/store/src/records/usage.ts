import type { EpochMilliseconds } from "./identifier.ts";

/**
 * When something was last used: an access key (id), a role (unique id), a user's password (unique id). Written in batches
 * behind the requests; not part of the change feed, since nothing is decided by it.
 */
export interface UsageRecord {
  readonly subject: string;
  readonly at: EpochMilliseconds;
  readonly service?: string;
  readonly region?: string;
}

export interface UsageReader {
  of(subject: string): Promise<UsageRecord | undefined>;
  /** Of many at once, by subject; what was never used is not among them. */
  ofEach(subjects: readonly string[]): Promise<ReadonlyMap<string, UsageRecord>>;
}

export interface UsageWriter extends UsageReader {
  /** Keeps the newest of each subject; a subject that is gone is passed over when its owner is deleted. */
  record(entries: readonly UsageRecord[]): Promise<void>;
}
