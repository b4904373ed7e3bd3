/** A policy and what it is, or is to be, attached to: the permission is on both. */
import type { OrganizationAttachmentRecord, OrganizationRecord } from "@rolecall/store";
import type { Subject } from "../access/called-by.ts";
import { refusal } from "../error.ts";
import { type FoundNode, findNode, type NodeRecord, nodePermission } from "../subject/node.ts";
import { type FoundPolicy, findPolicy, policyPermission, typeContext } from "../subject/policy.ts";

interface Naming {
  readonly PolicyId: string;
  readonly TargetId: string;
}

interface Found {
  readonly policy: FoundPolicy | undefined;
  readonly node: FoundNode;
}

interface Attached {
  readonly found: FoundPolicy;
  readonly node: NodeRecord;
  readonly target: NonNullable<FoundNode["target"]>;
}

export const policyAndTarget: Subject<Naming, Found, Attached> = {
  async find({ tx, input }, { organization }) {
    const [policy, node] = await Promise.all([
      findPolicy(tx, organization, input.PolicyId),
      findNode(tx, organization, input.TargetId),
    ]);
    return { policy, node };
  },
  permission: (_call, { policy }, { organization }) => policyPermission(organization, policy),
  also: ({ contract }, { policy, node }, { organization }) => [
    {
      ...nodePermission(organization, node),
      ...(policy !== undefined && typeContext(policy.policy.type)),
      action: `organizations:${contract.name}`,
    },
  ],
  take({ policy, node }) {
    if (policy === undefined) throw refusal("PolicyNotFoundException");
    if (node.target === undefined || node.record === undefined) throw refusal("TargetNotFoundException");
    return { found: policy, node: node.record, target: node.target };
  },
};

export function attachmentOf(
  organization: OrganizationRecord,
  { found, target }: Attached,
  attachedAt: number,
): OrganizationAttachmentRecord {
  const { id: policyId, type: policyType } = found.policy;
  return { organizationId: organization.id, ...target, policyId, policyType, attachedAt };
}
