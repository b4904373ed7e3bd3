import type { ParentId } from "@rolecall/names";
import type {
  OrganizationMemberRecord,
  OrganizationRecord,
  OrganizationTargetId,
  ReadTransaction,
} from "@rolecall/store";
import { mergePolicies } from "../management-policy/merge-policies.ts";
import type { PolicyNode } from "../management-policy/policy-node.ts";
import { readManagementPolicy } from "../management-policy/read-management-policy.ts";
import { type ManagementPolicyType, POLICY_TYPES } from "../policy-type.ts";
import { unitsDownTo } from "../subject/entity-path.ts";

/** A policy that has a part in what is in effect. */
export interface PolicyInEffect {
  readonly id: string;
  readonly document: PolicyNode;
  /** Since when it is as it is where it is: milliseconds. */
  readonly since: number;
}

/** Of each level from the root down, the policies of one type in the order of attachment. */
export type Levels = readonly (readonly PolicyInEffect[])[];

export interface Inheriting {
  readonly tx: ReadTransaction;
  readonly organization: OrganizationRecord;
  readonly type: ManagementPolicyType;
}

/** What stands above whatever is under a parent. */
export async function levelsDownTo(inheriting: Inheriting, parentId: ParentId): Promise<Levels> {
  const units = await unitsDownTo(inheriting.tx, parentId);
  const levels: (readonly PolicyInEffect[])[] = [];
  for (const id of [inheriting.organization.rootId, ...units.map((unit) => unit.id)]) {
    levels.push(await levelOf(inheriting, id));
  }
  return levels;
}

/** What stands over an account, what is attached to itself last. */
export async function levelsOf(
  inheriting: Inheriting,
  { accountId, parentId }: Pick<OrganizationMemberRecord, "accountId" | "parentId">,
): Promise<Levels> {
  return [...(await levelsDownTo(inheriting, parentId)), await levelOf(inheriting, accountId)];
}

/** What is attached right to a root, unit or account. */
export async function levelOf(
  { tx, type }: Inheriting,
  targetId: OrganizationTargetId,
): Promise<readonly PolicyInEffect[]> {
  const attachments = await tx.organizationAttachments.ofTarget(targetId);
  const level: PolicyInEffect[] = [];
  for (const { policyId, policyType, attachedAt } of attachments) {
    if (policyType !== type) continue;
    const policy = await tx.organizationPolicies.byId(policyId);
    if (policy === undefined) throw new Error(`${policyId} is attached to ${targetId} and is not there.`);
    const document = readSaved(policy.content, type);
    level.push({ id: policyId, document, since: Math.max(attachedAt, policy.updatedAt) });
  }
  return level;
}

export function mergeLevels(levels: Levels): ReturnType<typeof mergePolicies> {
  return mergePolicies(levels.map((level) => level.map(({ document }) => document)));
}

/** @throws Error where a document that was checked when it was saved does not read: a bug or a damaged store. */
function readSaved(content: string, type: ManagementPolicyType): PolicyNode {
  const { language } = POLICY_TYPES[type];
  const document = typeof language === "string" ? undefined : readManagementPolicy(content, language.rootKey);
  if (document === undefined) throw new Error(`A saved ${type} does not read.`);
  return document;
}
