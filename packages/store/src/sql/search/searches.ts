import type { Searches } from "../../records/searches.ts";
import type { SqlSession } from "../session.ts";
import { searchAccounts } from "./accounts.ts";
import { searchGroups } from "./groups.ts";
import { heldPolicies } from "./held-policies.ts";
import { policyDocuments } from "./policy-documents.ts";
import { policyUses } from "./policy-uses.ts";
import { searchRoles } from "./roles.ts";
import { rolesTrusting } from "./roles-trusting.ts";
import { searchUsers } from "./users.ts";

export function searchesOver(session: SqlSession): Searches {
  return {
    users: (accountId, request) => searchUsers(session, accountId, request),
    roles: (accountId, request, trust) => searchRoles(session, accountId, request, trust),
    groups: (accountId, request) => searchGroups(session, accountId, request),
    accounts: (organization, request) => searchAccounts(session, organization, request),
    policyUses: (accountId, arns) => policyUses(session, accountId, arns),
    policyDocuments: (accountId, arns) => policyDocuments(session, accountId, arns),
    rolesTrusting: (accountIds, trusted, limit) => rolesTrusting(session, { accountIds, trusted, limit }),
    heldPolicies: (accountIds) => heldPolicies(session, accountIds),
  };
}
