import type { AccountId, EpochMilliseconds } from "./identifier.ts";
import type { SealedReader, SealedWriter } from "./sealed-box.ts";

export type IssuerKeyAlgorithm = "RS256" | "ES384";

/** A key that signs an account's web identity tokens. */
export interface IssuerKeyRecord {
  readonly accountId: AccountId;
  /** Unique in the account: `RSA_0`. */
  readonly id: string;
  readonly algorithm: IssuerKeyAlgorithm;
  /** JSON Web Key, public. */
  readonly publicKey: string;
  /** PKCS#8 PEM, sealed by a data key, with account and id, a space between them, as associated data. */
  readonly sealedPrivateKey: Uint8Array;
  readonly createdAt: EpochMilliseconds;
  /** From when on it signs: its public half is shown some time before. */
  readonly signsFrom: EpochMilliseconds;
  /** Until when it is shown, once another signs. */
  readonly shownUntil?: EpochMilliseconds;
}

export interface IssuerKeyReader extends SealedReader {
  /** Sorted by id. */
  ofAccount(accountId: AccountId): Promise<readonly IssuerKeyRecord[]>;
}

/** A change is told of the account. `insert` fails with StoreError "conflict" where the id is taken or the account is not there, `update` where the id is unknown. */
export interface IssuerKeyWriter extends IssuerKeyReader, SealedWriter {
  insert(record: IssuerKeyRecord): Promise<void>;
  update(record: IssuerKeyRecord): Promise<void>;
  delete(accountId: AccountId, id: string): Promise<boolean>;
}
