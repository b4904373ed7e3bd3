import type { Arn } from "@rolecall/names";
import type { AccountId, EpochMilliseconds } from "./identifier.ts";
import type { Page, PageRequest } from "./page.ts";
import type { Tag } from "./tag.ts";

/** A Kubernetes cluster whose pods get roles by the tokens of their service accounts. */
export interface PodIdentityClusterRecord {
  /** Its ARN. */
  readonly id: Arn;
  readonly accountId: AccountId;
  readonly region: string;
  readonly name: string;
  /** As the tokens' `iss` has it. */
  readonly issuerUrl: string;
  /** JSON; absent where the issuer is asked over the network. */
  readonly keySet?: string;
  readonly createdAt: EpochMilliseconds;
}

interface PodIdentityClusterReader {
  byId(id: Arn): Promise<PodIdentityClusterRecord | undefined>;
  count(accountId: AccountId): Promise<number>;
  /** Sorted by ARN. */
  list(accountId: AccountId, region: string, request: PageRequest): Promise<Page<PodIdentityClusterRecord>>;
}

/**
 * Deleting one deletes its associations. `insert` fails with StoreError "conflict" where the ARN is taken or the account is not there,
 * `update` and `delete` where it is unknown.
 */
export interface PodIdentityClusterWriter extends PodIdentityClusterReader {
  insert(record: PodIdentityClusterRecord): Promise<void>;
  update(record: PodIdentityClusterRecord): Promise<void>;
  delete(id: Arn): Promise<void>;
}

interface PodIdentityClusterFamily {
  readonly kind: "podIdentityCluster";
  readonly record: PodIdentityClusterRecord;
  readonly reader: PodIdentityClusterReader;
  readonly writer: PodIdentityClusterWriter;
}

/** Which role the pods of a service account get. */
export interface PodIdentityAssociationRecord {
  /** `a-` and 17 letters and digits. */
  readonly id: string;
  readonly accountId: AccountId;
  readonly clusterId: Arn;
  readonly namespace: string;
  readonly serviceAccount: string;
  /** Stays written when the role is deleted: nobody gets it any more. */
  readonly roleArn: string;
  readonly areSessionTagsDisabled: boolean;
  readonly tags: readonly Tag[];
  readonly createdAt: EpochMilliseconds;
  readonly modifiedAt: EpochMilliseconds;
}

interface PodIdentityAssociationReader {
  byId(id: string): Promise<PodIdentityAssociationRecord | undefined>;
  ofServiceAccount(
    clusterId: Arn,
    namespace: string,
    serviceAccount: string,
  ): Promise<PodIdentityAssociationRecord | undefined>;
  count(clusterId: Arn): Promise<number>;
  /** Sorted by id. */
  list(clusterId: Arn, request: PageRequest): Promise<Page<PodIdentityAssociationRecord>>;
}

/**
 * `insert` fails with StoreError "conflict" where the id is taken, the service account has one already or the account has no such
 * cluster, `update` and `delete` where it is unknown.
 */
export interface PodIdentityAssociationWriter extends PodIdentityAssociationReader {
  insert(record: PodIdentityAssociationRecord): Promise<void>;
  update(record: PodIdentityAssociationRecord): Promise<void>;
  delete(id: string): Promise<void>;
}

interface PodIdentityAssociationFamily {
  readonly kind: "podIdentityAssociation";
  readonly record: PodIdentityAssociationRecord;
  readonly reader: PodIdentityAssociationReader;
  readonly writer: PodIdentityAssociationWriter;
}

/** Under the names that a transaction has them by. */
export interface PodIdentityFamilies {
  readonly podIdentityClusters: PodIdentityClusterFamily;
  readonly podIdentityAssociations: PodIdentityAssociationFamily;
}
