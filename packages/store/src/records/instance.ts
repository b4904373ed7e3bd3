import type { InstanceId } from "@rolecall/names";
import type { AccountId, EpochMilliseconds, UniqueId } from "./identifier.ts";
import type { Page, PageRequest } from "./page.ts";
import type { Tag } from "./tag.ts";

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceState.html */
export type InstanceState = "pending" | "running" | "shutting-down" | "terminated" | "stopping" | "stopped";

/** How the metadata server answers the instance. */
export interface InstanceMetadataOptions {
  readonly httpTokens: "optional" | "required";
  /** Hops that the answer to a token's PUT may take. */
  readonly httpPutResponseHopLimit: number;
  readonly isEndpointEnabled: boolean;
  /** Whether the instance may read its own tags. */
  readonly areTagsEnabled: boolean;
}

/** What is said of a machine that Rolecall does not run itself: it is handed on, as it was given. */
export interface InstanceDescription {
  readonly availabilityZone?: string;
  readonly imageId?: string;
  readonly instanceType?: string;
  readonly architecture?: "i386" | "x86_64" | "arm64" | "x86_64_mac" | "arm64_mac";
  readonly privateIpAddress?: string;
  readonly vpcId?: string;
  readonly subnetId?: string;
}

/** Leave for a machine to enrol as the instance, once. */
export interface InstanceEnrolment {
  /** SHA-256 of the token, in base64url: the token itself is kept by nobody. */
  readonly digest: string;
  readonly expiresAt: EpochMilliseconds;
}

/** A machine that gets its credentials through an instance profile. */
export interface InstanceRecord {
  readonly id: InstanceId;
  readonly accountId: AccountId;
  /** No two of an account have the same. */
  readonly name?: string;
  /**
   * Stays written when the profile is deleted: the instance is still associated with it, and gets no credentials more, not
   * even from a profile that is made anew under the old name.
   * https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteInstanceProfile.html
   */
  readonly instanceProfileId?: UniqueId;
  readonly state: InstanceState;
  readonly tags: readonly Tag[];
  readonly launchedAt: EpochMilliseconds;
  /** Where its ARN is. */
  readonly region: string;
  readonly description: InstanceDescription;
  readonly metadataOptions: InstanceMetadataOptions;
  /** SubjectPublicKeyInfo in base64: whoever holds the private key is the instance. Absent until it has enrolled. */
  readonly publicKey?: string;
  readonly enrolledAt?: EpochMilliseconds;
  readonly enrolment?: InstanceEnrolment;
  /** Base64 of at most 16 KiB. */
  readonly userData?: string;
}

/** As lists give it: without what is large. */
export type ListedInstance = Omit<InstanceRecord, "userData">;

/** Pages are sorted by id. */
export interface InstanceReader {
  byId(id: InstanceId): Promise<InstanceRecord | undefined>;
  byName(accountId: AccountId, name: string): Promise<InstanceRecord | undefined>;
  count(accountId: AccountId): Promise<number>;
  list(accountId: AccountId, request: PageRequest): Promise<Page<ListedInstance>>;
  /** Also those of a profile that has been deleted. */
  ofInstanceProfile(profileId: UniqueId, request: PageRequest): Promise<Page<ListedInstance>>;
}

/**
 * `insert` fails with StoreError "conflict" where the id is taken, or the name in its account, `update` and `delete` where it is unknown; both of the
 * first where the instance is given a profile that its account does not have.
 */
export interface InstanceWriter extends InstanceReader {
  insert(record: InstanceRecord): Promise<void>;
  update(record: InstanceRecord): Promise<void>;
  delete(id: InstanceId): Promise<void>;
}
