import type { OrganizationId, OrganizationPolicyId, RootId } from "@rolecall/names";
import type { AccountRecord } from "./account.ts";
import type { OrganizationMemberRecord } from "./organization-member.ts";
import type { OrganizationPolicyType } from "./organization-policy.ts";
import type { SearchPage, SearchRequest } from "./search.ts";

/** What accounts of an organization are found and sorted by. Names fold the case of ASCII alone. */
export type AccountProperty =
  | "id"
  | "name"
  | "email"
  /** Names of the units over it, from the root on: `/Workloads/Production/`; `/` right under the root. */
  | "unitPath"
  /** Ids of the units over it. */
  | "unitId"
  | "isClosed"
  /** When it was closed; later than everything where it was not. */
  | "openUntil"
  | "joinedAt"
  | "tag"
  /** Ids and names of the policies that are attached to it, to a unit over it, or to the root. */
  | "policy";

export type AccountPart = "policies";

/** A policy that reaches an account, and where it is attached. The name of AWS's own is undefined. */
export interface ReachingPolicy {
  readonly policyId: OrganizationPolicyId;
  readonly name: string | undefined;
  readonly type: OrganizationPolicyType;
  readonly targetId: string;
}

export interface FoundAccount {
  readonly account: AccountRecord;
  readonly member: OrganizationMemberRecord;
  readonly unitPath: string;
  /** In the order of attachment. */
  readonly policies?: readonly ReachingPolicy[];
}

export type AccountSearch = (
  organization: { readonly id: OrganizationId; readonly rootId: RootId },
  request: SearchRequest<AccountProperty, AccountPart>,
) => Promise<SearchPage<FoundAccount>>;
