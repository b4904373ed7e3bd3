import type { Operation } from "@rolecall/operations";
import { closeAccount } from "./close-account.ts";
import { createAccount } from "./create-account.ts";
import { createGovCloudAccount } from "./create-gov-cloud-account.ts";
import { describeAccount } from "./describe-account.ts";
import { describeCreateAccountStatus } from "./describe-create-account-status.ts";
import { leaveOrganization } from "./leave-organization.ts";
import { listAccounts } from "./list-accounts.ts";
import { listAccountsForParent } from "./list-accounts-for-parent.ts";
import { listCreateAccountStatus } from "./list-create-account-status.ts";
import { moveAccount } from "./move-account.ts";
import { removeAccountFromOrganization } from "./remove-account-from-organization.ts";

export const memberAccountOperations: readonly Operation[] = [
  createAccount,
  createGovCloudAccount,
  describeCreateAccountStatus,
  listCreateAccountStatus,
  describeAccount,
  listAccounts,
  listAccountsForParent,
  moveAccount,
  removeAccountFromOrganization,
  leaveOrganization,
  closeAccount,
];
