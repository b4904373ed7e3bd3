import type { GroupSearch } from "./group-search.ts";
import type { RoleSearch } from "./role-search.ts";
import type { UserSearch } from "./user-search.ts";

/** What can be searched; see docs/decisions/0053. */
export interface Searches {
  readonly users: UserSearch;
  readonly roles: RoleSearch;
  readonly groups: GroupSearch;
}
