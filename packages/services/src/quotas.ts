import type { ServiceQuotas } from "@rolecall/operations";
import { ACCOUNT_QUOTAS } from "./account/quotas.ts";
import { IAM_QUOTAS } from "./iam/quotas.ts";
import { ORGANIZATIONS_QUOTAS } from "./organizations/quotas.ts";
import { ROLECALL_QUOTAS } from "./rolecall/quotas.ts";
import { ROLES_ANYWHERE_QUOTAS } from "./rolesanywhere/quotas.ts";
import { STS_QUOTAS } from "./sts/quotas.ts";

/** The quotas of every service that has any; small, so that a command line can be read without the services. */
export const SERVICE_QUOTAS: readonly ServiceQuotas[] = [
  IAM_QUOTAS,
  STS_QUOTAS,
  ORGANIZATIONS_QUOTAS,
  ACCOUNT_QUOTAS,
  ROLECALL_QUOTAS,
  ROLES_ANYWHERE_QUOTAS,
];

export { IAM_QUOTAS, ORGANIZATIONS_QUOTAS, STS_QUOTAS };
