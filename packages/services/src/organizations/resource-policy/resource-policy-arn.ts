import { type Arn, formatArn } from "@rolecall/names";
import type { OrganizationRecord } from "@rolecall/store";

/** @param id `rp-*` of one that is to be made */
export function resourcePolicyArn(
  { id: organizationId, managementAccountId }: OrganizationRecord,
  id: string,
): Arn {
  const parts = { accountId: managementAccountId, organizationId };
  return formatArn("organization-resource-policy", { ...parts, resourcePolicyId: id });
}
