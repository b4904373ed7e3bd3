import type { AccountId, EpochMilliseconds } from "./identifier.ts";
import type { Page, PageRequest } from "./page.ts";

/** A public key that a service proves itself by. */
export interface ServiceKey {
  /** Of the key itself: added again it has the same. */
  readonly id: string;
  /** SubjectPublicKeyInfo (DER) of a key on P-256, in base64. */
  readonly publicKey: string;
  readonly addedAt: EpochMilliseconds;
}

/** A service that roles can trust by its name, as AWS's own. */
export interface RegisteredServiceRecord {
  /** Its name: `photos.example.internal`. Nobody else in the installation has it. */
  readonly id: string;
  /** The account that registered it, whose organization it may act in. Absent where the installation did: it may act everywhere. */
  readonly ownerAccountId?: AccountId;
  readonly displayName?: string;
  /** What requests to it are signed for. Nobody else in the installation has it. */
  readonly signingName: string;
  readonly keys: readonly ServiceKey[];
  readonly createdAt: EpochMilliseconds;
}

interface RegisteredServiceReader {
  byId(id: string): Promise<RegisteredServiceRecord | undefined>;
  bySigningName(signingName: string): Promise<RegisteredServiceRecord | undefined>;
  /** All of the installation, sorted by name. */
  list(request: PageRequest): Promise<Page<RegisteredServiceRecord>>;
  countOf(ownerAccountId: AccountId): Promise<number>;
}

/**
 * A change is told of the service, by its name. `insert` fails with StoreError "conflict" where the name or the signing name is taken or
 * the owner is not there, `update` and `delete` where it is unknown.
 */
export interface RegisteredServiceWriter extends RegisteredServiceReader {
  insert(record: RegisteredServiceRecord): Promise<void>;
  update(record: RegisteredServiceRecord): Promise<void>;
  delete(id: string): Promise<void>;
}

export interface RegisteredServiceFamily {
  readonly kind: "registeredService";
  readonly record: RegisteredServiceRecord;
  readonly reader: RegisteredServiceReader;
  readonly writer: RegisteredServiceWriter;
}
