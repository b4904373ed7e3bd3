import type { KeyBytes, RandomBytes } from "@rolecall/credentials";
import type { EpochMilliseconds, Store } from "@rolecall/store";
import type { HeldMasterKeys } from "../held-master-keys.ts";

/** What a rotation works with. */
export interface Rotating {
  readonly store: Store;
  readonly masters: HeldMasterKeys;
  /** Where the master keys are kept; absent where they were given as text, which somebody else keeps. */
  readonly keyFile?: KeyFile;
  readonly random: RandomBytes;
  readonly clock: () => EpochMilliseconds;
  readonly wait: (ms: number) => Promise<void>;
  /** For the person who waits. Told before each step too, whatever it then finds to do. */
  readonly say: (line: string) => void;
  readonly pace: Pace;
}

export interface KeyFile {
  /** Puts these keys in place of the ones that are there, the newest first; safe wherever it is broken off. */
  write(keys: readonly KeyBytes[]): void;
  /** Keeps keys that no data key needs any more: backups of before do. */
  keepFormer(keys: readonly KeyBytes[]): void;
}

export interface Pace {
  /** How long other processes are given to take a key in. */
  readonly patienceMs: number;
  /** How long a write may take that began before another key sealed. */
  readonly settleMs: number;
  /** How many secrets are looked at, and sealed anew, at a time. */
  readonly keysAPage: number;
}

/** A process takes a key in within a second, and one that was killed counts as running for a minute. */
export const USUAL_PACE: Pace = { patienceMs: 75_000, settleMs: 3_000, keysAPage: 200 };
