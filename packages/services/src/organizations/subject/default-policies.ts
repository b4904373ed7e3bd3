import type {
  EpochMilliseconds,
  OrganizationRecord,
  OrganizationTarget,
  WriteTransaction,
} from "@rolecall/store";
import { awsPolicyOfType } from "../policy/aws-policies.ts";

/**
 * Attaches AWS's policies of the types that are enabled to a unit or account that has just come into the organization.
 * Source: Organizations User Guide, "Service control policies", "Testing effects of SCPs"; "Resource control policies".
 */
export async function attachDefaults(
  tx: WriteTransaction,
  { id: organizationId, enabledPolicyTypes }: OrganizationRecord,
  target: OrganizationTarget,
  now: EpochMilliseconds,
): Promise<void> {
  for (const policyType of enabledPolicyTypes) {
    const policy = awsPolicyOfType(policyType);
    if (policy === undefined) continue;
    await tx.organizationAttachments.attach({
      organizationId,
      ...target,
      policyId: policy.id,
      policyType,
      attachedAt: now,
    });
  }
}
