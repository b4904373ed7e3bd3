import type { Policy, PolicySummary } from "@rolecall/contracts/organizations";
import type { OrganizationRecord } from "@rolecall/store";
import { type FoundPolicy, policyArn } from "../subject/policy.ts";

export function policySummary(organization: OrganizationRecord, found: FoundPolicy): PolicySummary {
  const { id, name, description, type } = found.policy;
  return {
    Id: id,
    Arn: found.owner === "aws" ? found.policy.arn : policyArn(organization, found.policy),
    Name: name,
    Description: description,
    Type: type,
    AwsManaged: found.owner === "aws",
  };
}

export function policyToWire(organization: OrganizationRecord, found: FoundPolicy): Policy {
  return { PolicySummary: policySummary(organization, found), Content: found.policy.content };
}
