import type { GroupRecord } from "./group.ts";
import type { Search } from "./search.ts";
import type { FoundPolicyName } from "./user-search.ts";

/** What groups are found and sorted by; what several kinds have in common is as of users. */
export type GroupProperty =
  | "name"
  | "id"
  | "path"
  | "createdAt"
  | "policy"
  /** Names of its users. */
  | "user"
  | "userCount";

export type GroupPart = "policies";

export interface FoundGroup {
  readonly group: GroupRecord;
  readonly userCount: number;
  readonly policies?: readonly FoundPolicyName[];
}

export type GroupSearch = Search<GroupProperty, GroupPart, FoundGroup>;
