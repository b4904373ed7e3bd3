/**
 * A master key that has sealed something in this store. What it sealed as a check opens under that key alone, so that a
 * wrong one is found at once, whatever else the store holds.
 */
export interface SealingKeyRecord {
  /** As the key's boxes name it; the key itself is not here. */
  readonly keyId: number;
  readonly check: string;
}

export interface SealingKeyReader {
  list(): Promise<readonly SealingKeyRecord[]>;
}

export interface SealingKeyWriter extends SealingKeyReader {
  put(record: SealingKeyRecord): Promise<void>;
  /** @returns whether there was one. */
  delete(keyId: number): Promise<boolean>;
}
