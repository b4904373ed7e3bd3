/** Users, groups and roles: whoever can have policies, and where the three differ. */

import type { Arn } from "@rolecall/names";
import type { Call, On } from "@rolecall/operations";
import type { EntityRecord, OwnerKind, ReadTransaction, Tag } from "@rolecall/store";
import type { IamQuota } from "../quotas.ts";
import { entityPermission } from "../requirement.ts";
import { checkModifiable } from "../role/protected-role.ts";
import { existing, groupNamed, roleNamed, type Subject, userNamed } from "../subject.ts";

/** What the owners have in common; groups have neither boundary nor tags. */
export interface PolicyOwner extends EntityRecord {
  readonly permissionsBoundary?: Arn;
  readonly tags?: readonly Tag[];
}

export type OwnerSubject = Subject<OwnerKind, PolicyOwner>;

type Reading = Pick<Call<unknown, ReadTransaction>, "tx" | "caller">;

/** One kind of owner; `Named` is the member of inputs and outputs that names it. */
export interface PolicyOwnerKind<Named> {
  readonly kind: OwnerKind;
  /** As operations and actions spell it: `AttachUserPolicy`. */
  readonly word: "User" | "Group" | "Role";
  nameOf(input: Named): string;
  named(name: string): Named;
  find(reading: Reading, name: string): Promise<OwnerSubject>;
  /** How many managed policies it may have, and how much of its own. */
  readonly attachments: IamQuota;
  readonly inlineSize: IamQuota;
}

export const USER: PolicyOwnerKind<{ readonly UserName: string }> = {
  kind: "user",
  word: "User",
  nameOf: (input) => input.UserName,
  named: (name) => ({ UserName: name }),
  find: userNamed,
  attachments: "AttachedPoliciesPerUser",
  inlineSize: "UserInlinePoliciesSize",
};

export const GROUP: PolicyOwnerKind<{ readonly GroupName: string }> = {
  kind: "group",
  word: "Group",
  nameOf: (input) => input.GroupName,
  named: (name) => ({ GroupName: name }),
  find: groupNamed,
  attachments: "AttachedPoliciesPerGroup",
  inlineSize: "GroupInlinePoliciesSize",
};

export const ROLE: PolicyOwnerKind<{ readonly RoleName: string }> = {
  kind: "role",
  word: "Role",
  nameOf: (input) => input.RoleName,
  named: (name) => ({ RoleName: name }),
  find: roleNamed,
  attachments: "AttachedPoliciesPerRole",
  inlineSize: "RoleInlinePoliciesSize",
};

/** @throws NoSuchEntity where there is no such owner, UnmodifiableEntity where it is a role of AWS's services */
function existingToChange(subject: OwnerSubject): PolicyOwner {
  const owner = existing(subject);
  if (subject.kind === "role") checkModifiable(owner);
  return owner;
}

/** An owner by name, to be read. */
export function owner<Named>(kind: PolicyOwnerKind<Named>): On<Named, OwnerSubject, PolicyOwner> {
  return {
    find: (call) => kind.find(call, kind.nameOf(call.input)),
    permission: entityPermission,
    take: existing,
  };
}

/** An owner by name, to be changed. */
export function ownerToChange<Named>(kind: PolicyOwnerKind<Named>): On<Named, OwnerSubject, PolicyOwner> {
  return { ...owner(kind), take: existingToChange };
}
