/** The policies that AWS manages: they are in no store. Source: Organizations User Guide, "SCP evaluation", "RCP evaluation". */
import { awsGuardrail } from "@rolecall/access";
import { type Arn, formatArn, type OrganizationPolicyId, toOrganizationId } from "@rolecall/names";
import type { OrganizationPolicyType } from "@rolecall/store";

export interface AwsPolicy {
  readonly id: OrganizationPolicyId;
  readonly type: OrganizationPolicyType;
  readonly arn: Arn;
  readonly name: string;
  readonly description: string;
  /** As AWS writes it, two blanks deep. */
  readonly content: string;
}

function awsPolicy(type: OrganizationPolicyType, name: string, description: string): AwsPolicy {
  const id = toOrganizationId("policy", `p-${name}`);
  const arn = formatArn("aws-organization-policy", { policyType: type.toLowerCase(), policyId: id });
  const content = awsGuardrail(id)?.content;
  if (content === undefined) throw new Error(`AWS has no policy ${id}.`);
  return { id, type, arn, name, description, content };
}

const FULL_AWS_ACCESS = awsPolicy(
  "SERVICE_CONTROL_POLICY",
  "FullAWSAccess",
  "Allows access to every operation",
);

export const RCP_FULL_AWS_ACCESS = awsPolicy(
  "RESOURCE_CONTROL_POLICY",
  "RCPFullAWSAccess",
  "Allows access to every resource",
);

const AWS_POLICIES: readonly AwsPolicy[] = [FULL_AWS_ACCESS, RCP_FULL_AWS_ACCESS];

export function awsPolicyById(id: string): AwsPolicy | undefined {
  return AWS_POLICIES.find((policy) => policy.id === id);
}

/** What AWS attaches to everything while the type is enabled; undefined of types that have none. */
export function awsPolicyOfType(type: OrganizationPolicyType): AwsPolicy | undefined {
  return AWS_POLICIES.find((policy) => policy.type === type);
}
