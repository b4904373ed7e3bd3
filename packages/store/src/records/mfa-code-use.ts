import type { AccountId, EpochMilliseconds } from "./identifier.ts";

/**
 * Which codes a device has spent, and how often it was asked: so that a code is good once, on every node, and guesses are few.
 * It outlives the device: one that is made anew under the same serial number goes on with it. Nothing is told of a change.
 */
export interface MfaCodeUseRecord {
  readonly accountId: AccountId;
  readonly serialNumber: string;
  /** Steps since 1970 on the device's clock whose codes were taken for sessions and sign-ins, the newest few. */
  readonly spentSteps: readonly number[];
  /** The second step of the last two consecutive codes that enabled or synchronised the device. */
  readonly lastPairStep?: number;
  /** When the present span of counting began, and how many codes were looked at in it. */
  readonly countedFrom: EpochMilliseconds;
  readonly looks: number;
}

export interface MfaCodeUseReader {
  of(accountId: AccountId, serialNumber: string): Promise<MfaCodeUseRecord | undefined>;
}

/** `put` fails with StoreError "conflict" where there is no such account. */
export interface MfaCodeUseWriter extends MfaCodeUseReader {
  put(record: MfaCodeUseRecord): Promise<void>;
  /** Forgets, at most so many, those whose counting began before that time. Answers how many went. */
  prune(before: EpochMilliseconds, limit: number): Promise<number>;
}
