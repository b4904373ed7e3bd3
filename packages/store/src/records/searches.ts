import type { UserSearch } from "./user-search.ts";

/** What can be searched; see docs/decisions/0053. */
export interface Searches {
  readonly users: UserSearch;
}
