/** Records to test with. The number tells them apart; what is not said is as small as it may be. */
import { toAccessKeyId, toAccountId, toArn, toUniqueId } from "@rolecall/names";
import type { AccessKeyRecord } from "../src/records/access-key.ts";
import type { AccountRecord } from "../src/records/account.ts";
import type { AttachmentRecord } from "../src/records/attachment.ts";
import type { GroupRecord } from "../src/records/group.ts";
import type { AccountId, Arn, UniqueId } from "../src/records/identifier.ts";
import type { InlinePolicyRecord } from "../src/records/inline-policy.ts";
import type { InstanceProfileRecord } from "../src/records/instance-profile.ts";
import type { LoginProfileRecord } from "../src/records/login-profile.ts";
import type { OwnerKind } from "../src/records/owner.ts";
import type { PolicyRecord } from "../src/records/policy.ts";
import type { RoleRecord } from "../src/records/role.ts";
import type { UserRecord } from "../src/records/user.ts";

export function accountId(number: number): AccountId {
  return toAccountId(String(number).padStart(12, "0"));
}

export function uniqueId(prefix: string, number: number): UniqueId {
  return toUniqueId(`${prefix}${String(number).padStart(17, "0")}`);
}

export function policyArn(number: number, owner = 1): Arn {
  return toArn(`arn:aws:iam::${accountId(owner)}:policy/policy-${number}`);
}

export const ACCOUNT = accountId(1);
const CREATED_AT = 1_700_000_000_000;

export function account(number: number, more: Partial<AccountRecord> = {}): AccountRecord {
  const id = accountId(number);
  return {
    id,
    name: `account ${number}`,
    email: `root-${number}@example.com`,
    createdAt: CREATED_AT,
    ...more,
  };
}

export function group(number: number, more: Partial<GroupRecord> = {}): GroupRecord {
  return { ...entity("AGPA", number), name: `group-${number}`, ...more };
}

export function user(number: number, more: Partial<UserRecord> = {}): UserRecord {
  return { ...entity("AIDA", number), name: `user-${number}`, tags: [], ...more };
}

export function role(number: number, more: Partial<RoleRecord> = {}): RoleRecord {
  const trust = { trustPolicy: '{"Statement":[]}', trustPrincipals: {}, maxSessionSeconds: 3600 };
  return { ...entity("AROA", number), name: `role-${number}`, ...trust, tags: [], ...more };
}

export function instanceProfile(
  number: number,
  more: Partial<InstanceProfileRecord> = {},
): InstanceProfileRecord {
  return { ...entity("AIPA", number), name: `profile-${number}`, tags: [], ...more };
}

export function policy(number: number, more: Partial<PolicyRecord> = {}): PolicyRecord {
  const versions = { defaultVersion: 1, latestVersion: 1, updatedAt: CREATED_AT };
  return {
    ...entity("ANPA", number),
    name: `policy-${number}`,
    arn: policyArn(number),
    ...versions,
    tags: [],
    ...more,
  };
}

export function accessKey(number: number, more: Partial<AccessKeyRecord> = {}): AccessKeyRecord {
  return {
    id: toAccessKeyId(uniqueId("AKIA", number)),
    accountId: ACCOUNT,
    ownerKind: "user",
    ownerId: uniqueId("AIDA", 1),
    sealedSecret: new Uint8Array([number, 0, 255]),
    status: "Active",
    createdAt: CREATED_AT,
    ...more,
  };
}

export function loginProfile(number: number, more: Partial<LoginProfileRecord> = {}): LoginProfileRecord {
  return {
    userId: uniqueId("AIDA", number),
    accountId: ACCOUNT,
    passwordHash: "$argon2id$v=19$hash",
    previousHashes: [],
    passwordResetRequired: false,
    createdAt: CREATED_AT,
    passwordChangedAt: CREATED_AT,
    ...more,
  };
}

const OWNER_PREFIX: Readonly<Record<OwnerKind, string>> = { user: "AIDA", group: "AGPA", role: "AROA" };

export function ownerIdOf(ownerKind: OwnerKind, number: number): UniqueId {
  return uniqueId(OWNER_PREFIX[ownerKind], number);
}

export function attachment(ownerKind: OwnerKind, owner: number, policyNumber: number): AttachmentRecord {
  const ownerId = ownerIdOf(ownerKind, owner);
  return {
    accountId: ACCOUNT,
    ownerKind,
    ownerId,
    policyArn: policyArn(policyNumber),
    attachedAt: CREATED_AT,
  };
}

export function inlinePolicy(ownerKind: OwnerKind, owner: number, name: string): InlinePolicyRecord {
  return { accountId: ACCOUNT, ownerKind, ownerId: ownerIdOf(ownerKind, owner), name, document: "{}" };
}

function entity(prefix: string, number: number) {
  return { id: uniqueId(prefix, number), accountId: ACCOUNT, path: "/", createdAt: CREATED_AT };
}
