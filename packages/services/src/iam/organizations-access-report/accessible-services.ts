import { awsGuardrail, isUnrestricted, parseSaved, TYPE_OF_LAYER } from "@rolecall/access";
import type { OrganizationPolicyId } from "@rolecall/names";
import { type CompiledPolicy, compilePolicy } from "@rolecall/policy";
import type { OrganizationRecord, OrganizationTargetId, ReadTransaction } from "@rolecall/store";
import { allowsService } from "../last-accessed/granted-services.ts";

const TYPE = TYPE_OF_LAYER.serviceControl;

/** Undefined where the organization has no such service control policy. */
export async function findServiceControlPolicy(
  tx: ReadTransaction,
  { id: organizationId }: OrganizationRecord,
  id: OrganizationPolicyId,
): Promise<CompiledPolicy | undefined> {
  const own = awsGuardrail(id);
  if (own !== undefined) return own.type === TYPE ? compile(own.content) : undefined;
  const record = await tx.organizationPolicies.byId(id);
  const isOwn = record?.organizationId === organizationId && record.type === TYPE;
  return isOwn ? compile(record.content) : undefined;
}

function compile(content: string): CompiledPolicy {
  return compilePolicy(parseSaved(content, "serviceControl"));
}

/** The service control policies at each level, the root's first. */
export async function levelsOf(
  tx: ReadTransaction,
  organization: OrganizationRecord,
  targets: readonly OrganizationTargetId[],
): Promise<readonly (readonly CompiledPolicy[])[]> {
  const levels: (readonly CompiledPolicy[])[] = [];
  for (const target of targets) {
    const level: CompiledPolicy[] = [];
    for (const { policyId, policyType } of await tx.organizationAttachments.ofTarget(target)) {
      if (policyType !== TYPE) continue;
      const policy = await findServiceControlPolicy(tx, organization, policyId);
      if (policy === undefined) throw new Error(`${policyId} is attached to ${target} and is not there.`);
      level.push(policy);
    }
    levels.push(level);
  }
  return levels;
}

/**
 * Whether service control policies let principals at a service: each level allows an action of it, and none denies all of it.
 * Source: Organizations User Guide, "SCP evaluation"; IAM API Reference, GenerateOrganizationsAccessReport.
 */
export function isAccessible(levels: readonly (readonly CompiledPolicy[])[], namespace: string): boolean {
  if (isUnrestricted(`${namespace}:*`)) return true;
  return levels.every((level) => allowsService(level, namespace));
}
