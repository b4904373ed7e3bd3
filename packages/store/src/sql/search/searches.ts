import type { Searches } from "../../records/searches.ts";
import type { SqlSession } from "../session.ts";
import { searchUsers } from "./users.ts";

export function searchesOver(session: SqlSession): Searches {
  return {
    users: (accountId, request) => searchUsers(session, accountId, request),
  };
}
