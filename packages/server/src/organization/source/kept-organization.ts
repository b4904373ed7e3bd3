import type { ParentId } from "@rolecall/names";
import {
  type AccountRecord,
  type DelegatedAdministratorRecord,
  eachPage,
  type OrganizationAttachmentRecord,
  type OrganizationalUnitRecord,
  type OrganizationMemberRecord,
  type OrganizationPolicyRecord,
  type OrganizationRecord,
  type Page,
  type PageRequest,
  type ReadTransaction,
} from "@rolecall/store";
import { POLICY_TYPES } from "../policy-types.ts";

export interface KeptMember {
  readonly member: OrganizationMemberRecord;
  readonly account: AccountRecord;
  /** Those of the account itself, in the order of attachment. */
  readonly attachments: readonly OrganizationAttachmentRecord[];
}

/** The root or a unit. */
export interface KeptUnit {
  readonly id: ParentId;
  /** Absent at the root. */
  readonly record: OrganizationalUnitRecord | undefined;
  readonly attachments: readonly OrganizationAttachmentRecord[];
  readonly members: readonly KeptMember[];
  readonly units: readonly KeptUnit[];
}

/** Everything that a store holds of an organization but what has happened in it: handshakes, requests, transfers. */
export interface KeptOrganization {
  readonly organization: OrganizationRecord;
  readonly root: KeptUnit;
  readonly policies: readonly OrganizationPolicyRecord[];
  readonly delegatedAdministrators: readonly DelegatedAdministratorRecord[];
}

/** Reads an organization as it is at one moment. */
export async function readKeptOrganization(
  tx: ReadTransaction,
  organization: OrganizationRecord,
): Promise<KeptOrganization> {
  const { id } = organization;
  const policies = [];
  for (const type of POLICY_TYPES) {
    policies.push(...(await allOf((request) => tx.organizationPolicies.list(id, type, request))));
  }
  const delegated = [];
  for (const account of await allOf((request) => tx.delegatedAdministrators.accounts(id, request))) {
    delegated.push(...(await tx.delegatedAdministrators.ofAccount(account)));
  }
  const root = await readUnit(tx, organization.rootId, undefined);
  return { organization, root, policies, delegatedAdministrators: delegated };
}

async function readUnit(
  tx: ReadTransaction,
  id: ParentId,
  record: OrganizationalUnitRecord | undefined,
): Promise<KeptUnit> {
  const units = [];
  for (const unit of await allOf((request) => tx.organizationalUnits.ofParent(id, request))) {
    units.push(await readUnit(tx, unit.id, unit));
  }
  const members = await readMembers(tx, id);
  return { id, record, attachments: await tx.organizationAttachments.ofTarget(id), members, units };
}

/** A statement a page of accounts, and one for all that is attached to them. */
async function readMembers(tx: ReadTransaction, parentId: ParentId): Promise<readonly KeptMember[]> {
  const members = await allOf((request) => tx.organizationMembers.accountsOfParent(parentId, request));
  const attached = await tx.organizationAttachments.ofMembers(parentId);
  const byAccount = Map.groupBy(attached, ({ targetId }) => targetId);
  return members.map((each) => ({ ...each, attachments: byAccount.get(each.account.id) ?? [] }));
}

const PAGE = 500;

async function allOf<Item>(list: (request: PageRequest) => Promise<Page<Item>>): Promise<readonly Item[]> {
  return (await Array.fromAsync(eachPage(list, PAGE))).flat();
}
