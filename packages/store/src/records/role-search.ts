import type { AccountId, EpochMilliseconds } from "./identifier.ts";
import type { RoleRecord } from "./role.ts";
import type { DocumentTest, SearchPage, SearchRequest } from "./search.ts";
import type { FoundPolicyName } from "./user-search.ts";

/** What roles are found and sorted by; what several kinds have in common is as of users. */
export type RoleProperty =
  | "name"
  | "id"
  | "path"
  | "description"
  | "createdAt"
  | "maxSessionSeconds"
  | "policy"
  | "tag"
  /** The last use of a session of it. */
  | "usedAt"
  | "idleSince";

export type RolePart = "policies";

export interface FoundRole {
  readonly role: RoleRecord;
  readonly used?: { readonly at: EpochMilliseconds; readonly region?: string };
  readonly policies?: readonly FoundPolicyName[];
}

/** @param trust asked of trust policies */
export type RoleSearch = (
  accountId: AccountId,
  request: SearchRequest<RoleProperty, RolePart>,
  trust?: DocumentTest,
) => Promise<SearchPage<FoundRole>>;
