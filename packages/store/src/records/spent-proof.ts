import type { EpochMilliseconds } from "./identifier.ts";

/** A proof that is good once on all nodes together, such as a SAML assertion or a trade-in token. Nothing is told of it. */
export interface SpentProofRecord {
  /** What kind of proof, and a digest of what tells it apart: `saml:…`. */
  readonly id: string;
  /** When the proof would have ended by itself, and need not be remembered any more. */
  readonly expiresAt: EpochMilliseconds;
}

export interface SpentProofReader {
  byId(id: string): Promise<SpentProofRecord | undefined>;
}

export interface SpentProofWriter extends SpentProofReader {
  /** Fails with StoreError "conflict" where it was spent already. */
  insert(record: SpentProofRecord): Promise<void>;
  /** Forgets, at most so many, what ended before that time. Answers how many went. */
  prune(before: EpochMilliseconds, limit: number): Promise<number>;
}
