import type { Operation } from "@rolecall/operations";
import { disableAwsServiceAccess } from "./disable-aws-service-access.ts";
import { enableAwsServiceAccess } from "./enable-aws-service-access.ts";
import { listAwsServiceAccessForOrganization } from "./list-aws-service-access-for-organization.ts";

export const serviceAccessOperations: readonly Operation[] = [
  enableAwsServiceAccess,
  disableAwsServiceAccess,
  listAwsServiceAccessForOrganization,
];
