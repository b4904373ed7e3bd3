import type { Operation } from "@rolecall/operations";
import { rolecall } from "../define.ts";
import { accountTable } from "./account-table.ts";
import { getSecurityFindings } from "./get-security-findings.ts";
import { groupTable } from "./group-table.ts";
import { policyTable } from "./policy-table.ts";
import { roleTable } from "./role-table.ts";
import { searching } from "./searching.ts";
import { userTable } from "./user-table.ts";

/** Rows of the console's tables: each operation is its table. */
export const searchOperations: readonly Operation[] = [
  rolecall.read("SearchUsers", searching(userTable)),
  rolecall.read("SearchRoles", searching(roleTable)),
  rolecall.read("SearchGroups", searching(groupTable)),
  rolecall.read("SearchPolicies", searching(policyTable)),
  rolecall.read("SearchAccounts", searching(accountTable)),
  getSecurityFindings,
];
