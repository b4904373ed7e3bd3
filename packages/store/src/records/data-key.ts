import type { EpochMilliseconds } from "./identifier.ts";

/**
 * A key that seals secrets, sessions, markers and messages, and is sealed itself, by master keys. One of them seals; those before
 * it open what they sealed.
 */
export interface DataKeyRecord {
  /** As boxes and tokens name it. Derived from the key. */
  readonly keyId: number;
  /** The key, sealed by each of these master keys: base64url, by the master key's id in decimal. */
  readonly seals: Readonly<Record<string, string>>;
  readonly createdAt: EpochMilliseconds;
  /** Absent where it has not sealed yet: processes take it in first. */
  readonly sealsSince?: EpochMilliseconds;
  /** When another took its place. */
  readonly retiredAt?: EpochMilliseconds;
  /** When nothing was found any more that it had sealed. */
  readonly resealedAt?: EpochMilliseconds;
}

export interface DataKeyReader {
  /** By id. */
  list(): Promise<readonly DataKeyRecord[]>;
}

export interface DataKeyWriter extends DataKeyReader {
  put(record: DataKeyRecord): Promise<void>;
  /** @returns whether there was one. */
  delete(keyId: number): Promise<boolean>;
}
