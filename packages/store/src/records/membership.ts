import type { AccountId, UniqueId } from "./identifier.ts";
import type { Page, PageRequest } from "./page.ts";

export interface MembershipRecord {
  readonly accountId: AccountId;
  readonly groupId: UniqueId;
  readonly userId: UniqueId;
}

export interface MembershipReader {
  has(groupId: UniqueId, userId: UniqueId): Promise<boolean>;
  /** Sorted by group name. */
  groupsOfUser(userId: UniqueId): Promise<readonly UniqueId[]>;
  /** Sorted by user name without regard to case. */
  usersOfGroup(groupId: UniqueId, request: PageRequest): Promise<Page<UniqueId>>;
}

export interface MembershipWriter extends MembershipReader {
  /** False where the user is in the group already. */
  add(record: MembershipRecord): Promise<boolean>;
  remove(groupId: UniqueId, userId: UniqueId): Promise<boolean>;
}
