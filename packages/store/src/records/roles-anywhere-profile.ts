import type { RolesAnywhereProfileId } from "@rolecall/names";
import type { AccountId, Arn, EpochMilliseconds } from "./identifier.ts";
import type { Page, PageRequest } from "./page.ts";
import type { Tag } from "./tag.ts";

export type CertificateField = "x509Subject" | "x509Issuer" | "x509SAN";

/** Which parts of a field of a certificate become tags of the session. */
export interface AttributeMappingRecord {
  readonly certificateField: CertificateField;
  /** `CN`, `DNS`, `Name/OU`, `*`. */
  readonly specifiers: readonly string[];
}

/** Which roles machines with certificates may have, and as what. Belongs to a region of its account. */
export interface RolesAnywhereProfileRecord {
  /** Never given again. */
  readonly id: RolesAnywhereProfileId;
  readonly accountId: AccountId;
  readonly region: string;
  readonly name: string;
  readonly isEnabled: boolean;
  readonly roleArns: readonly Arn[];
  readonly managedPolicyArns: readonly string[];
  readonly durationSeconds: number;
  readonly requireInstanceProperties: boolean;
  readonly acceptRoleSessionName: boolean;
  /** At most one a field; a field without one maps nothing. */
  readonly attributeMappings: readonly AttributeMappingRecord[];
  /** Who made it. */
  readonly createdBy: Arn;
  readonly tags: readonly Tag[];
  readonly createdAt: EpochMilliseconds;
  readonly updatedAt: EpochMilliseconds;
  /** A policy document, as it was sent. */
  readonly sessionPolicy?: string;
}

export interface RolesAnywhereProfileReader {
  byId(id: RolesAnywhereProfileId): Promise<RolesAnywhereProfileRecord | undefined>;
  /** Sorted by id. */
  list(accountId: AccountId, region: string, request: PageRequest): Promise<Page<RolesAnywhereProfileRecord>>;
  count(accountId: AccountId, region: string): Promise<number>;
}

/**
 * A change is told of the profile. `insert` fails with StoreError "conflict" where the id is taken or the account is not there,
 * `update` and `delete` where it is unknown, `update` too where it would move to another account or region.
 */
export interface RolesAnywhereProfileWriter extends RolesAnywhereProfileReader {
  insert(record: RolesAnywhereProfileRecord): Promise<void>;
  update(record: RolesAnywhereProfileRecord): Promise<void>;
  delete(id: RolesAnywhereProfileId): Promise<void>;
}
