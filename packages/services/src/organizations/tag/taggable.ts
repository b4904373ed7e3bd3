/** What of an organization can have tags, by the id that was asked for. */
import { formatArn, isOrganizationIdOf } from "@rolecall/names";
import type { Permission } from "@rolecall/operations";
import type { OrganizationRecord, ReadTransaction, Tag, WriteTransaction } from "@rolecall/store";
import { invalidInput } from "../error.ts";
import { resourcePolicyArn } from "../resource-policy/resource-policy-arn.ts";
import { findNode, type NodeRecord, nodePermission, nodeTags } from "../subject/node.ts";
import { findPolicy, policyPermission } from "../subject/policy.ts";
import type { TagPolicyResource } from "./tag-policy.ts";

export interface Taggable {
  readonly tags: readonly Tag[];
  /** What tag policies call it; absent where they do not know it. */
  readonly resource?: TagPolicyResource;
  /** Keeps other tags. */
  keep(tx: WriteTransaction, tags: readonly Tag[]): Promise<void>;
}

export interface FoundTaggable {
  readonly permission: Permission;
  readonly taggable: Taggable | undefined;
}

type Find = (
  tx: ReadTransaction,
  organization: OrganizationRecord,
  id: string,
) => FoundTaggable | Promise<FoundTaggable>;

export const findTaggable: Find = (tx, organization, id) => {
  if (isOrganizationIdOf("policy", id)) return findTaggablePolicy(tx, organization, id);
  if (isOrganizationIdOf("resourcePolicy", id)) return findResourcePolicy(tx, organization, id);
  if (isOrganizationIdOf("transfer", id)) return findTransfer(tx, organization, id);
  return findTaggableNode(tx, organization, id);
};

const findTaggableNode: Find = async (tx, organization, id) => {
  const found = await findNode(tx, organization, id);
  const permission = nodePermission(organization, found);
  const { record } = found;
  if (record === undefined) return { permission, taggable: undefined };
  return {
    permission,
    taggable: {
      resource: RESOURCES[record.kind],
      tags: nodeTags(record),
      keep: (writing, tags) => keepOnNode(writing, record, tags),
    },
  };
};

const RESOURCES: Readonly<Record<NodeRecord["kind"], TagPolicyResource>> = {
  root: "root",
  organizationalUnit: "ou",
  account: "account",
};

function keepOnNode(tx: WriteTransaction, record: NodeRecord, tags: readonly Tag[]): Promise<void> {
  switch (record.kind) {
    case "root":
      return tx.organizations.update({ ...record.organization, rootTags: tags });
    case "organizationalUnit":
      return tx.organizationalUnits.update({ ...record.unit, tags });
    case "account":
      return tx.organizationMembers.update({ ...record.member, tags });
  }
}

const findTaggablePolicy: Find = async (tx, organization, id) => {
  const found = await findPolicy(tx, organization, id);
  const permission = policyPermission(organization, found);
  if (found === undefined) return { permission, taggable: undefined };
  if (found.owner === "aws") return { permission, taggable: AWS_POLICY };
  const { policy } = found;
  return {
    permission,
    taggable: {
      resource: "policy",
      tags: policy.tags,
      keep: (writing, tags) => writing.organizationPolicies.update({ ...policy, tags }),
    },
  };
};

/** It has none, and takes none. */
const AWS_POLICY: Taggable = {
  tags: [],
  keep() {
    throw invalidInput("IMMUTABLE_POLICY");
  },
};

const findResourcePolicy: Find = (_tx, organization, id) => {
  const { resourcePolicy } = organization;
  const resource = resourcePolicyArn(organization, id);
  if (resourcePolicy?.id !== id) return { permission: { resource }, taggable: undefined };
  return {
    permission: { resource, resourceTags: resourcePolicy.tags },
    taggable: {
      tags: resourcePolicy.tags,
      keep: (writing, tags) =>
        writing.organizations.update({ ...organization, resourcePolicy: { ...resourcePolicy, tags } }),
    },
  };
};

/** The tags of a transfer are the inviting organization's. */
const findTransfer: Find = async (tx, organization, id) => {
  if (!isOrganizationIdOf("transfer", id)) return { permission: { resource: "*" }, taggable: undefined };
  const transfer = await tx.responsibilityTransfers.byId(id);
  const resource = formatArn("responsibility-transfer", {
    accountId: organization.managementAccountId,
    organizationId: organization.id,
    transferDirection: "inbound",
    transferId: id,
  });
  if (transfer?.targetOrganizationId !== organization.id) {
    return { permission: { resource }, taggable: undefined };
  }
  return {
    permission: { resource, resourceTags: transfer.tags },
    taggable: {
      tags: transfer.tags,
      keep: (writing, tags) => writing.responsibilityTransfers.update({ ...transfer, tags }),
    },
  };
};
