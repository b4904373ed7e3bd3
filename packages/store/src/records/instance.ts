import type { InstanceId } from "@rolecall/names";
import type { AccountId, EpochMilliseconds, UniqueId } from "./identifier.ts";
import type { Page, PageRequest } from "./page.ts";
import type { Tag } from "./tag.ts";

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceState.html */
export type InstanceState = "pending" | "running" | "shutting-down" | "terminated" | "stopping" | "stopped";

/** A machine that gets its credentials through an instance profile. */
export interface InstanceRecord {
  readonly id: InstanceId;
  readonly accountId: AccountId;
  /**
   * Stays written when the profile is deleted: the instance is still associated with it, and gets no credentials more, not
   * even from a profile that is made anew under the old name.
   * https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteInstanceProfile.html
   */
  readonly instanceProfileId?: UniqueId;
  readonly state: InstanceState;
  readonly tags: readonly Tag[];
  readonly launchedAt: EpochMilliseconds;
}

/** Pages are sorted by id. */
export interface InstanceReader {
  byId(id: InstanceId): Promise<InstanceRecord | undefined>;
  list(accountId: AccountId, request: PageRequest): Promise<Page<InstanceRecord>>;
  /** Also those of a profile that has been deleted. */
  ofInstanceProfile(profileId: UniqueId, request: PageRequest): Promise<Page<InstanceRecord>>;
}

/**
 * `insert` fails with StoreError "conflict" where the id is taken, `update` and `delete` where it is unknown; both of the
 * first where the instance is given a profile that its account does not have.
 */
export interface InstanceWriter extends InstanceReader {
  insert(record: InstanceRecord): Promise<void>;
  update(record: InstanceRecord): Promise<void>;
  delete(id: InstanceId): Promise<void>;
}
