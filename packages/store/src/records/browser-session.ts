import type { AccountId, EpochMilliseconds, UniqueId } from "./identifier.ts";

/**
 * What a session stands on: with it the session ends. Of a password, the digest of the hash that it was compared with; of an MFA device,
 * since when it was whose it is.
 */
export type SignInProof =
  | { readonly kind: "password"; readonly digest: string }
  | { readonly kind: "mfaDevice"; readonly serialNumber: string; readonly enabledAt: EpochMilliseconds };

/** A session of STS that the browser's holds: what it is, without a secret. */
export interface HeldSession {
  readonly accessKeyId: string;
  /** As the tokens of sessions have them. */
  readonly claims: string;
}

/** The role that whoever signed in switched to. */
export interface SwitchedRole extends HeldSession {
  readonly roleName: string;
  readonly displayName?: string;
  readonly color?: string;
}

/** Somebody who is signed in, in one browser. Nothing is told of it: it is read anew by every request. */
export interface BrowserSessionRecord {
  /** SHA-256, in base64url, of the secret that the cookie carries. The secret itself is not kept. */
  readonly id: string;
  /** Of whoever signed in. */
  readonly accountId: AccountId;
  /** A user or root; of who signed in as a role, the role. */
  readonly ownerKind: "user" | "root" | "role";
  readonly ownerId: UniqueId;
  /** The owner's id where it is the owner itself; AROA…:session and ACCOUNT:name for sessions. */
  readonly principalId: string;
  /** What CloudTrail names it by. */
  readonly accessKeyId: string;
  /** Absent where it is the owner itself. */
  readonly signedInAs?: HeldSession;
  readonly proofs: readonly SignInProof[];
  readonly signedInAt: EpochMilliseconds;
  readonly expiresAt: EpochMilliseconds;
  /** It ends that long after it was last seen. */
  readonly idleMs: number;
  readonly lastSeenAt: EpochMilliseconds;
  readonly userAgent: string;
  readonly address: string;
  readonly role?: SwitchedRole;
}

export interface BrowserSessionReader {
  byId(id: string): Promise<BrowserSessionRecord | undefined>;
  /** Sorted by id. */
  ofPrincipal(principalId: string): Promise<readonly BrowserSessionRecord[]>;
}

/** Sessions go with their user or role. */
export interface BrowserSessionWriter extends BrowserSessionReader {
  /** Fails with StoreError "conflict" where the id is taken or the owner is not there. */
  insert(record: BrowserSessionRecord): Promise<void>;
  /** Writes down when it was last seen; never an earlier time than it was. */
  see(id: string, at: EpochMilliseconds): Promise<void>;
  /** Answers whether there was such a session. */
  setRole(id: string, role: SwitchedRole | undefined): Promise<boolean>;
  /** Answers whether there was one. */
  delete(id: string): Promise<boolean>;
  /** Forgets, at most so many, what ended before that time. Answers how many went. */
  prune(before: EpochMilliseconds, limit: number): Promise<number>;
}
