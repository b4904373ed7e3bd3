import type { AccountId, EpochMilliseconds, UniqueId } from "./identifier.ts";
import type { Page, PageRequest } from "./page.ts";
import type { SealedReader, SealedWriter } from "./sealed-box.ts";
import type { Tag } from "./tag.ts";

/** Of what a FIDO authenticator enrolled, in WebAuthn's words; binary parts in base64url. */
export interface SecurityKey {
  readonly credentialId: string;
  readonly publicKey: string;
  readonly signCount: number;
  readonly transports: readonly string[];
  /** By AWS's names, such as FIDO → L1. */
  readonly certifications: Readonly<Record<string, string>>;
  /** Whether it signs in by itself: its owner is verified each time then. Absent: beside a password alone. */
  readonly isPasswordless?: boolean;
}

/** `virtual` and `hardware` devices show time-based codes (RFC 6238), `securityKey` answers challenges. */
export type MfaDeviceKind = "virtual" | "hardware" | "securityKey";

/** Whose a device is, since when. */
export interface MfaAssignment {
  readonly ownerKind: "user" | "root";
  /** The user's id; the account id for root. */
  readonly ownerId: UniqueId;
  readonly enabledAt: EpochMilliseconds;
}

export interface MfaDeviceRecord {
  readonly accountId: AccountId;
  /** An ARN, or what is printed on a hardware device. Unique in the account. */
  readonly serialNumber: string;
  readonly kind: MfaDeviceKind;
  /** The seed of its codes, sealed by a data key, with account and serial number, a space between them, as associated data. Absent for security keys. */
  readonly sealedSeed?: Uint8Array;
  readonly securityKey?: SecurityKey;
  /** How many steps of 30 seconds the device's clock is ahead of ours: found when it is enabled or synchronised anew. */
  readonly clockSteps: number;
  /** Absent while nobody has it. */
  readonly assignment?: MfaAssignment;
  readonly tags: readonly Tag[];
  readonly createdAt: EpochMilliseconds;
}

/** How many devices an account has; how many of them are somebody's, and how many are virtual. */
export interface MfaDeviceCounts {
  readonly all: number;
  readonly assigned: number;
  readonly virtual: number;
}

export interface MfaDeviceReader extends SealedReader {
  bySerialNumber(accountId: AccountId, serialNumber: string): Promise<MfaDeviceRecord | undefined>;
  /** Sorted by serial number. */
  ofOwner(ownerId: UniqueId): Promise<readonly MfaDeviceRecord[]>;
  /** Sorted by serial number. */
  list(accountId: AccountId, kind: MfaDeviceKind, request: PageRequest): Promise<Page<MfaDeviceRecord>>;
  count(accountId: AccountId): Promise<MfaDeviceCounts>;
}

/**
 * A change is told of the owner, before and after; of a device that nobody has, of the account. `insert` fails with StoreError
 * "conflict" where the serial number is taken, `update` where it is unknown, both where the owner is not there. A user's devices
 * lose their assignment when the user is deleted, security keys go with the user.
 */
export interface MfaDeviceWriter extends MfaDeviceReader, SealedWriter {
  insert(record: MfaDeviceRecord): Promise<void>;
  update(record: MfaDeviceRecord): Promise<void>;
  /** Answers whether there was one. */
  delete(accountId: AccountId, serialNumber: string): Promise<boolean>;
}
