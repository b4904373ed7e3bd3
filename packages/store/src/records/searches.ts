import type { AccountSearch } from "./account-search.ts";
import type { GroupSearch } from "./group-search.ts";
import type { HeldPolicies } from "./held-policies.ts";
import type { AccountId, Arn } from "./identifier.ts";
import type { RoleRecord } from "./role.ts";
import type { RoleSearch } from "./role-search.ts";
import type { UserSearch } from "./user-search.ts";

/** How many users, groups and roles have a policy attached; how many users and roles have it as their boundary. */
export interface PolicyUses {
  readonly attachments: number;
  readonly boundaries: number;
}

/** What can be searched; see docs/decisions/0053. */
export interface Searches {
  readonly users: UserSearch;
  readonly roles: RoleSearch;
  readonly groups: GroupSearch;
  readonly accounts: AccountSearch;
  /** Of many policies at once; those that an account does not use are not among them. */
  policyUses(accountId: AccountId, arns: readonly Arn[]): Promise<ReadonlyMap<Arn, PolicyUses>>;
  /** Default versions of the account's own policies, by ARN. @param arns of all where absent */
  policyDocuments(accountId: AccountId, arns?: readonly Arn[]): Promise<ReadonlyMap<Arn, string>>;
  /** Who is in these accounts, of which there are 1 to 100, with all their policies. */
  heldPolicies(accountIds: readonly AccountId[]): Promise<HeldPolicies>;
  /**
   * Roles of these accounts, of which there are 1 to 100, whose trust policies speak of an account or of everybody, sorted by account and
   * name. @param limit how many at most
   */
  rolesTrusting(
    accountIds: readonly AccountId[],
    trusted: AccountId,
    limit: number,
  ): Promise<readonly RoleRecord[]>;
}
