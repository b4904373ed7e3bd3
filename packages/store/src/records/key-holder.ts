import type { EpochMilliseconds } from "./identifier.ts";

/** A process that runs, with the keys that it holds. It says so anew every few seconds; of one that died the last word stays. */
export interface KeyHolderRecord {
  readonly id: string;
  /** For people: the machine and the process. */
  readonly name: string;
  readonly masterKeyIds: readonly number[];
  readonly dataKeyIds: readonly number[];
  /** By the process's own clock. */
  readonly seenAt: EpochMilliseconds;
}

export interface KeyHolderReader {
  /** By id. */
  list(): Promise<readonly KeyHolderRecord[]>;
}

export interface KeyHolderWriter extends KeyHolderReader {
  put(record: KeyHolderRecord): Promise<void>;
  delete(id: string): Promise<void>;
}
