/** A root, a unit or an account of an organization, by the id that was asked for. */
import { isAccountId, isOrganizationIdOf, type ParentId } from "@rolecall/names";
import type { Permission } from "@rolecall/operations";
import type {
  AccountRecord,
  OrganizationalUnitRecord,
  OrganizationMemberRecord,
  OrganizationRecord,
  OrganizationTarget,
  ReadTransaction,
} from "@rolecall/store";
import { targetArn } from "../arns.ts";

export type NodeRecord =
  | { readonly kind: "root"; readonly organization: OrganizationRecord }
  | { readonly kind: "organizationalUnit"; readonly unit: OrganizationalUnitRecord }
  | {
      readonly kind: "account";
      readonly member: OrganizationMemberRecord;
      readonly account: AccountRecord;
    };

/** What was asked for, and what there is by that id in the caller's organization. */
export interface FoundNode {
  /** Undefined where the text is no id of a root, unit or account. */
  readonly target: OrganizationTarget | undefined;
  readonly record: NodeRecord | undefined;
}

/** @returns what kind of id a text is; undefined where it is none of a root, unit or account */
function targetOf(id: string): OrganizationTarget | undefined {
  if (isAccountId(id)) return { targetKind: "account", targetId: id };
  if (isOrganizationIdOf("root", id)) return { targetKind: "root", targetId: id };
  if (isOrganizationIdOf("unit", id)) return { targetKind: "organizationalUnit", targetId: id };
  return undefined;
}

/** INVARIANT: what is in another organization is not found. */
export async function findNode(
  tx: ReadTransaction,
  organization: OrganizationRecord,
  id: string,
): Promise<FoundNode> {
  const target = targetOf(id);
  return { target, record: target && (await findRecord(tx, organization, target)) };
}

async function findRecord(
  tx: ReadTransaction,
  organization: OrganizationRecord,
  { targetKind, targetId }: OrganizationTarget,
): Promise<NodeRecord | undefined> {
  switch (targetKind) {
    case "root":
      return targetId === organization.rootId ? { kind: "root", organization } : undefined;
    case "organizationalUnit": {
      const unit = await tx.organizationalUnits.byId(targetId);
      return unit?.organizationId === organization.id ? { kind: "organizationalUnit", unit } : undefined;
    }
    case "account": {
      const [member, account] = await Promise.all([
        tx.organizationMembers.ofAccount(targetId),
        tx.accounts.byId(targetId),
      ]);
      if (member?.organizationId !== organization.id || account === undefined) return undefined;
      return { kind: "account", member, account };
    }
  }
}

/** On the ARN that it has, or would have if it were there. */
export function nodePermission(organization: OrganizationRecord, { target, record }: FoundNode): Permission {
  const resource = target === undefined ? "*" : targetArn(organization, target);
  return record === undefined ? { resource } : { resource, resourceTags: nodeTags(record) };
}

export function nodeTags(record: NodeRecord) {
  switch (record.kind) {
    case "root":
      return record.organization.rootTags;
    case "organizationalUnit":
      return record.unit.tags;
    case "account":
      return record.member.tags;
  }
}

/** AWS calls every root so. */
export const ROOT_NAME = "Root";

export function nodeName(record: NodeRecord): string {
  switch (record.kind) {
    case "root":
      return ROOT_NAME;
    case "organizationalUnit":
      return record.unit.name;
    case "account":
      return record.account.name;
  }
}

/** What it stands under; undefined of a root. */
export function nodeParent(record: NodeRecord): ParentId | undefined {
  switch (record.kind) {
    case "root":
      return undefined;
    case "organizationalUnit":
      return record.unit.parentId;
    case "account":
      return record.member.parentId;
  }
}
