/** Identity providers outside, whose users become roles' sessions. */
import type { AccountId, Arn, EpochMilliseconds } from "./identifier.ts";
import type { Page, PageRequest } from "./page.ts";
import type { SealedReader, SealedWriter } from "./sealed-box.ts";
import type { Tag } from "./tag.ts";

interface IdentityProviderRecord {
  /** The provider's ARN. Deleted and made anew it is the same: trust policies name the ARN. */
  readonly id: Arn;
  readonly accountId: AccountId;
  readonly tags: readonly Tag[];
  readonly createdAt: EpochMilliseconds;
}

export interface OidcProviderRecord extends IdentityProviderRecord {
  /** Without scheme, in the letters it was given in: `token.actions.githubusercontent.com`. */
  readonly location: string;
  readonly clientIds: readonly string[];
  readonly thumbprints: readonly string[];
  /** `http` for issuers on loopback, where the installation allows it. */
  readonly scheme: "https" | "http";
  /** A JSON Web Key Set, for issuers that are not asked over the network. */
  readonly keySet?: string;
}

export interface SamlPrivateKey {
  readonly id: string;
  readonly createdAt: EpochMilliseconds;
  /** PEM, sealed by a data key, with the id as associated data; base64. */
  readonly sealedKey: string;
}

export interface SamlProviderRecord extends IdentityProviderRecord {
  readonly name: string;
  /** SAMLSP… */
  readonly uniqueId: string;
  /** The metadata document as it was sent: up to 10 million characters. */
  readonly metadata: string;
  readonly validUntil: EpochMilliseconds;
  readonly assertionEncryption: "Allowed" | "Required";
  readonly privateKeys: readonly SamlPrivateKey[];
  readonly updatedAt: EpochMilliseconds;
}

export interface IdentityProviderReader<Record extends IdentityProviderRecord, Listed> {
  byId(id: Arn): Promise<Record | undefined>;
  /** Sorted by ARN, without what is large. */
  list(accountId: AccountId, request: PageRequest): Promise<Page<Listed>>;
  count(accountId: AccountId): Promise<number>;
}

/**
 * A change is told of the provider, by its ARN. `insert` fails with StoreError "conflict" where the ARN is taken or the account is
 * not there, `update` and `delete` where it is unknown.
 */
export interface IdentityProviderWriter<Record extends IdentityProviderRecord, Listed>
  extends IdentityProviderReader<Record, Listed> {
  insert(record: Record): Promise<void>;
  update(record: Record): Promise<void>;
  delete(id: Arn): Promise<void>;
}

export type ListedOidcProvider = Pick<OidcProviderRecord, "id" | "accountId" | "createdAt">;
export type OidcProviderReader = IdentityProviderReader<OidcProviderRecord, ListedOidcProvider>;
export type OidcProviderWriter = IdentityProviderWriter<OidcProviderRecord, ListedOidcProvider>;

export type ListedSamlProvider = Pick<SamlProviderRecord, "id" | "accountId" | "createdAt" | "validUntil">;
export type SamlProviderReader = IdentityProviderReader<SamlProviderRecord, ListedSamlProvider> &
  SealedReader;
export type SamlProviderWriter = IdentityProviderWriter<SamlProviderRecord, ListedSamlProvider> &
  SealedWriter;
