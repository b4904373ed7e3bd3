/** A part of the audit log that one writer filled from its beginning to its end: a file, or a piece of memory. */
export interface Volume {
  /** Unique among all. */
  readonly name: string;
  /** No event in it was written earlier. */
  readonly begunAtMs: number;
  /** No event in it is newer. */
  newestAtMs(): Promise<number>;
  /** Undefined where it is gone. */
  open(): Promise<OpenVolume | undefined>;
}

export interface OpenVolume {
  readonly size: number;
  /** May give less than was asked for where it was cut off meanwhile. */
  read(start: number, end: number): Promise<Buffer>;
  close(): Promise<void>;
}

/** What gives the volumes that there are. */
export interface Volumes {
  list(): Promise<readonly Volume[]>;
}
