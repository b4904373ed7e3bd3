/**
 * The kinds of IAM's resources, a row each, with what a kind does its own way. What is the same for all is done by row: tags in
 * `tag/`, permissions boundaries in `boundary/`.
 */
import type { Arn } from "@rolecall/names";
import type { On } from "@rolecall/operations";
import type {
  InstanceProfileRecord,
  PolicyRecord,
  RoleRecord,
  Tag,
  UserRecord,
  WriteTransaction,
} from "@rolecall/store";
import { instanceProfile, policy, policyToChange, role, roleToChange, user } from "./on.ts";
import type { FoundPolicy } from "./policy/find-policy.ts";
import type { TagKeyCase } from "./tag/tag.ts";

type ByUserName = { readonly UserName: string };
type ByRoleName = { readonly RoleName: string };
type ByProfileName = { readonly InstanceProfileName: string };
type ByPolicyArn = { readonly PolicyArn: string };

/** A kind whose resources have tags. `Shown` is what is read, `Record` what is changed. */
export interface TaggedKind<Naming, Shown, Record extends { readonly tags: readonly Tag[] }> {
  readonly on: On<Naming, unknown, Shown>;
  readonly onToTag: On<Naming, unknown, Record>;
  readonly keyCase: TagKeyCase;
  /** Of an empty list: whether it is refused, or changes nothing. */
  readonly refusesNoTags: boolean;
  tagsOf(shown: Shown): readonly Tag[];
  /** What a page's marker holds for. */
  idOf(shown: Shown): string;
  update(tx: WriteTransaction, record: Record): Promise<void>;
}

const ownTags = {
  tagsOf: ({ tags }: { readonly tags: readonly Tag[] }) => tags,
  idOf: ({ id }: { readonly id: string }) => id,
};

export const TAGGED_USER: TaggedKind<ByUserName, UserRecord, UserRecord> = {
  on: user,
  onToTag: user,
  keyCase: "folded",
  refusesNoTags: true,
  ...ownTags,
  update: (tx, record) => tx.users.update(record),
};

export const TAGGED_ROLE: TaggedKind<ByRoleName, RoleRecord, RoleRecord> = {
  on: role,
  onToTag: role,
  keyCase: "folded",
  refusesNoTags: true,
  ...ownTags,
  update: (tx, record) => tx.roles.update(record),
};

export const TAGGED_PROFILE: TaggedKind<ByProfileName, InstanceProfileRecord, InstanceProfileRecord> = {
  on: instanceProfile,
  onToTag: instanceProfile,
  keyCase: "exact",
  refusesNoTags: false,
  ...ownTags,
  update: (tx, record) => tx.instanceProfiles.update(record),
};

export const TAGGED_POLICY: TaggedKind<ByPolicyArn, FoundPolicy, PolicyRecord> = {
  on: policy,
  onToTag: policyToChange,
  keyCase: "exact",
  refusesNoTags: false,
  tagsOf: (found) => (found.owner === "aws" ? [] : found.policy.tags),
  idOf: (found) => found.policy.arn,
  update: (tx, record) => tx.policies.update(record),
};

/** A kind that a permissions boundary limits. */
export interface BoundedKind<Naming, Record extends { readonly permissionsBoundary?: Arn }> {
  readonly word: "user" | "role";
  readonly on: On<Naming, { readonly record: Record | undefined }, Record>;
  update(tx: WriteTransaction, record: Record): Promise<void>;
}

export const BOUNDED_USER: BoundedKind<ByUserName, UserRecord> = {
  word: "user",
  on: user,
  update: (tx, record) => tx.users.update(record),
};

export const BOUNDED_ROLE: BoundedKind<ByRoleName, RoleRecord> = {
  word: "role",
  on: roleToChange,
  update: (tx, record) => tx.roles.update(record),
};
