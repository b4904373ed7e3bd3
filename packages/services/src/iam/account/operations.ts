import type { Operation } from "@rolecall/operations";
import { createAccountAlias } from "./create-account-alias.ts";
import { deleteAccountAlias } from "./delete-account-alias.ts";
import { deleteAccountPasswordPolicy } from "./delete-account-password-policy.ts";
import { getAccountAuthorizationDetails } from "./get-account-authorization-details.ts";
import { getAccountPasswordPolicy } from "./get-account-password-policy.ts";
import { getAccountSummary } from "./get-account-summary.ts";
import { listAccountAliases } from "./list-account-aliases.ts";
import { setSecurityTokenServicePreferences } from "./set-security-token-service-preferences.ts";
import { updateAccountPasswordPolicy } from "./update-account-password-policy.ts";

export const accountOperations: readonly Operation[] = [
  createAccountAlias,
  deleteAccountAlias,
  listAccountAliases,
  getAccountPasswordPolicy,
  updateAccountPasswordPolicy,
  deleteAccountPasswordPolicy,
  getAccountSummary,
  getAccountAuthorizationDetails,
  setSecurityTokenServicePreferences,
];
