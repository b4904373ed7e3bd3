import type { OrganizationAttachmentRecord, OrganizationPolicyRecord } from "@rolecall/store";
import {
  FULL_ACCESS_ID,
  FULL_RESOURCE_ACCESS_ID,
  type OrganizationTree,
  type TreeAccount,
  type TreePolicy,
  type TreeUnit,
} from "../tree/organization-tree.ts";
import type { KeptMember, KeptOrganization, KeptUnit } from "./kept-organization.ts";
import { byName } from "./tree-order.ts";

/** AWS's policies are in no store. */
const AWS_NAMES: Readonly<Record<string, string>> = {
  [FULL_ACCESS_ID]: "FullAWSAccess",
  [FULL_RESOURCE_ACCESS_ID]: "RCPFullAWSAccess",
};

/** An organization as it is drawn, from what a store holds of it. */
export function treeOfStore({ organization, root, policies }: KeptOrganization): OrganizationTree {
  const byId = new Map(policies.map((policy) => [policy.id as string, policy]));
  return {
    id: organization.id,
    managementAccount: organization.managementAccountId,
    features: organization.featureSet,
    policyTypes: organization.enabledPolicyTypes,
    root: unitOf(root, byId),
  };
}

type Policies = ReadonlyMap<string, OrganizationPolicyRecord>;

function unitOf({ id, record, attachments, members, units }: KeptUnit, policies: Policies): TreeUnit {
  return {
    id,
    name: record?.name ?? "Root",
    policies: attachments.map((attachment) => policyOf(attachment, policies)),
    accounts: members.map((member) => accountOf(member, policies)).sort(byName),
    units: units.map((unit) => unitOf(unit, policies)).sort(byName),
  };
}

function accountOf({ account, attachments }: KeptMember, policies: Policies): TreeAccount {
  return {
    id: account.id,
    name: account.name,
    email: account.email,
    state: account.closedAt === undefined ? "ACTIVE" : "CLOSED",
    policies: attachments.map((attachment) => policyOf(attachment, policies)),
  };
}

function policyOf({ policyId, policyType }: OrganizationAttachmentRecord, policies: Policies): TreePolicy {
  return {
    id: policyId,
    name: policies.get(policyId)?.name ?? AWS_NAMES[policyId] ?? policyId,
    type: policyType,
  };
}
