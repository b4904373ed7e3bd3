/**
 * The kinds of policies of Organizations that are asked about requests, and those of them that are AWS's own.
 * Source: Organizations User Guide, "Service control policies (SCPs)", "Resource control policies (RCPs)".
 */
import { type Arn, formatArn, type OrganizationPolicyId } from "@rolecall/names";
import type { PolicyKind } from "@rolecall/policy";
import type { OrganizationPolicyType, OrganizationRecord } from "@rolecall/store";

/** The layers that they make. */
export type GuardrailLayer = "serviceControl" | "resourceControl";

export const GUARDRAIL_LAYERS: readonly GuardrailLayer[] = ["serviceControl", "resourceControl"];

export const TYPE_OF_LAYER = {
  serviceControl: "SERVICE_CONTROL_POLICY",
  resourceControl: "RESOURCE_CONTROL_POLICY",
} as const satisfies Record<GuardrailLayer & PolicyKind, OrganizationPolicyType>;

export type GuardrailType = (typeof TYPE_OF_LAYER)[GuardrailLayer];

/** A policy of AWS's, which every organization has. */
export interface AwsGuardrail {
  readonly type: GuardrailType;
  readonly content: string;
}

/**
 * What is attached everywhere while a type is enabled. They are in no store; what attaches them is.
 * Source of the documents: both pages, "FullAWSAccess" and "RCPFullAWSAccess".
 */
const AWS_GUARDRAILS: ReadonlyMap<string, AwsGuardrail> = new Map<string, AwsGuardrail>([
  [
    "p-FullAWSAccess",
    {
      type: "SERVICE_CONTROL_POLICY",
      content: written({ Effect: "Allow", Action: "*", Resource: "*" }),
    },
  ],
  [
    "p-RCPFullAWSAccess",
    {
      type: "RESOURCE_CONTROL_POLICY",
      content: written({ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }),
    },
  ],
]);

/** As AWS writes it, two blanks deep. */
function written(statement: object): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] }, undefined, 2);
}

/** Undefined where the id is not of one of AWS's. */
export function awsGuardrail(id: OrganizationPolicyId): AwsGuardrail | undefined {
  return AWS_GUARDRAILS.get(id);
}

/** The ARN of a policy of an organization, or of AWS. */
export function guardrailArn(
  {
    id: organizationId,
    managementAccountId: accountId,
  }: Pick<OrganizationRecord, "id" | "managementAccountId">,
  type: GuardrailType,
  policyId: OrganizationPolicyId,
): Arn {
  const policyType = type.toLowerCase();
  return awsGuardrail(policyId) === undefined
    ? formatArn("organization-policy", { accountId, organizationId, policyType, policyId })
    : formatArn("aws-organization-policy", { policyType, policyId });
}
