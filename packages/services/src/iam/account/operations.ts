import type { Operation } from "@rolecall/operations";
import { createAccountAlias, deleteAccountAlias, listAccountAliases } from "./account-alias.ts";
import { getAccountSummary } from "./account-summary.ts";
import { getAccountAuthorizationDetails } from "./authorization-details.ts";
import {
  deleteAccountPasswordPolicy,
  getAccountPasswordPolicy,
  updateAccountPasswordPolicy,
} from "./password-policy.ts";

export const accountOperations: readonly Operation[] = [
  createAccountAlias,
  deleteAccountAlias,
  listAccountAliases,
  getAccountPasswordPolicy,
  updateAccountPasswordPolicy,
  deleteAccountPasswordPolicy,
  getAccountSummary,
  getAccountAuthorizationDetails,
];
