import type { Policy } from "@rolecall/contracts/iam";
import type { AccountId, Arn } from "@rolecall/names";
import { tagsToWire } from "@rolecall/operations";
import type { ReadTransaction } from "@rolecall/store";
import type { FoundPolicy } from "./find-policy.ts";
import { formatVersionId } from "./version-id.ts";

/** How often an account uses a policy. */
export interface PolicyUsage {
  readonly attachments: number;
  readonly boundaries: number;
}

export const UNUSED: PolicyUsage = { attachments: 0, boundaries: 0 };

export async function policyUsage(tx: ReadTransaction, accountId: AccountId, arn: Arn): Promise<PolicyUsage> {
  const [attachments, boundaries] = await Promise.all([
    tx.attachments.countOfPolicy(accountId, arn),
    tx.attachments.countBoundariesOfPolicy(accountId, arn),
  ]);
  return { attachments, boundaries };
}

/** A policy as lists show it: without description and tags. */
export function policyToWire(found: FoundPolicy, usage: PolicyUsage): Policy {
  return {
    ...(found.owner === "aws" ? awsIdentity(found.policy) : customerIdentity(found.policy)),
    AttachmentCount: usage.attachments,
    PermissionsBoundaryUsageCount: usage.boundaries,
    IsAttachable: true,
  };
}

/** As GetPolicy shows it: tags are there even if there are none. */
export function policyToWireInFull(found: FoundPolicy, usage: PolicyUsage): Policy {
  const listed = policyToWire(found, usage);
  if (found.owner === "aws") return { ...listed, Tags: [] };
  const { description, tags } = found.policy;
  return {
    ...listed,
    ...(description !== undefined && { Description: description }),
    Tags: tagsToWire(tags),
  };
}

type Of<Owner extends FoundPolicy["owner"]> = Extract<FoundPolicy, { readonly owner: Owner }>["policy"];

function awsIdentity(policy: Of<"aws">): Policy {
  return {
    PolicyName: policy.name,
    PolicyId: policy.policyId,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: policy.defaultVersionId,
    CreateDate: new Date(policy.createDate),
    UpdateDate: new Date(policy.updateDate),
  };
}

function customerIdentity(policy: Of<"customer">): Policy {
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: formatVersionId(policy.defaultVersion),
    CreateDate: new Date(policy.createdAt),
    UpdateDate: new Date(policy.updatedAt),
  };
}
