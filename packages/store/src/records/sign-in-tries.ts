import type { EpochMilliseconds } from "./identifier.ts";

/**
 * How often somebody tried to sign in without being let in: at one name, from one address, or at one name by a device that was let in
 * there before. Counted before anybody is told, so that all nodes count together.
 */
export interface SignInTriesRecord {
  /** What was tried, by a digest: `name:…`, `address:…`, `device:…`. What people type into a wrong field is not kept. */
  readonly id: string;
  /** When the present span of counting began, and how many tries there were in it. */
  readonly countedFrom: EpochMilliseconds;
  readonly tries: number;
  /** Absent while it is open. */
  readonly lockedUntil?: EpochMilliseconds;
  /** How often it was locked in succession. */
  readonly locks: number;
  /** From when on nothing of this matters any more. */
  readonly expiresAt: EpochMilliseconds;
}

interface SignInTriesReader {
  byId(id: string): Promise<SignInTriesRecord | undefined>;
}

/** Nothing is told of a change. */
export interface SignInTriesWriter extends SignInTriesReader {
  put(record: SignInTriesRecord): Promise<void>;
  /** Answers whether there was one. */
  delete(id: string): Promise<boolean>;
  /** Forgets, at most so many, those that expire before that time, the earliest first. Answers how many went. */
  prune(before: EpochMilliseconds, limit: number): Promise<number>;
}

export interface SignInTriesFamily {
  readonly kind: never;
  readonly record: SignInTriesRecord;
  readonly reader: SignInTriesReader;
  readonly writer: SignInTriesWriter;
}
