import type { ResourcePolicy } from "@rolecall/contracts/organizations";
import type { OrganizationRecord, OrganizationResourcePolicy } from "@rolecall/store";
import { resourcePolicyArn } from "./resource-policy-arn.ts";

export function resourcePolicyToWire(
  organization: OrganizationRecord,
  { id, content }: OrganizationResourcePolicy,
): ResourcePolicy {
  return {
    ResourcePolicySummary: { Id: id, Arn: resourcePolicyArn(organization, id) },
    Content: content,
  };
}
