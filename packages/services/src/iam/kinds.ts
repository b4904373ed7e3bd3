/**
 * The kinds of IAM's resources, a row each in every table that the kind has a part in: what is made, what has tags, what a
 * permissions boundary limits. What is the same for all is done by row.
 */
import type { Arn, UniqueIdPrefix } from "@rolecall/names";
import type { On, TaggedKind } from "@rolecall/operations";
import type {
  AccountCounts,
  InstanceProfileRecord,
  MfaDeviceRecord,
  OidcProviderRecord,
  PolicyRecord,
  RoleRecord,
  SamlProviderRecord,
  ServerCertificateRecord,
  Tag,
  UserRecord,
  WriteTransaction,
} from "@rolecall/store";
import type { NamedKind } from "./error.ts";
import { virtualDevice } from "./mfa/on.ts";
import { oidcProvider } from "./oidc-provider/provider.ts";
import {
  instanceProfile,
  policy,
  policyToChange,
  role,
  roleToChange,
  serverCertificate,
  user,
} from "./on.ts";
import type { FoundPolicy } from "./policy/find-policy.ts";
import { IAM_QUOTAS, type IamQuota } from "./quotas.ts";
import { type NamesProvider, samlProvider } from "./saml-provider/provider-arn.ts";
import { PRINCIPAL_TAGS, PROVIDER_TAGS, RESOURCE_TAGS, SERVER_CERTIFICATE_TAGS } from "./tag/tag-rules.ts";

/** A kind that is made by name: no two of an account have the same, and an account has so many. */
export interface NewKind {
  readonly kind: NamedKind;
  readonly family: keyof AccountCounts;
  readonly idPrefix: UniqueIdPrefix;
  readonly quota: IamQuota;
}

export const NEW_USER: NewKind = {
  kind: "user",
  family: "users",
  idPrefix: "AIDA",
  quota: "UsersPerAccount",
};
export const NEW_GROUP: NewKind = {
  kind: "group",
  family: "groups",
  idPrefix: "AGPA",
  quota: "GroupsPerAccount",
};
export const NEW_ROLE: NewKind = {
  kind: "role",
  family: "roles",
  idPrefix: "AROA",
  quota: "RolesPerAccount",
};
export const NEW_POLICY: NewKind = {
  kind: "policy",
  family: "policies",
  idPrefix: "ANPA",
  quota: "PoliciesPerAccount",
};
export const NEW_PROFILE: NewKind = {
  kind: "instance-profile",
  family: "instanceProfiles",
  idPrefix: "AIPA",
  quota: "InstanceProfilesPerAccount",
};
export const NEW_SERVER_CERTIFICATE: NewKind = {
  kind: "server-certificate",
  family: "serverCertificates",
  idPrefix: "ASCA",
  quota: "ServerCertificatesPerAccount",
};

type ByUserName = { readonly UserName: string };
type ByRoleName = { readonly RoleName: string };
type ByProfileName = { readonly InstanceProfileName: string };
type BySerialNumber = { readonly SerialNumber: string };
type ByCertificateName = { readonly ServerCertificateName: string };
type ByPolicyArn = { readonly PolicyArn: string };
type ByOidcProviderArn = { readonly OpenIDConnectProviderArn: string };

const ownTags = {
  limit: (env: Parameters<typeof IAM_QUOTAS.of>[0]) => IAM_QUOTAS.of(env).TagsPerEntity,
  tagsOf: ({ tags }: { readonly tags: readonly Tag[] }) => tags,
  idOf: ({ id }: { readonly id: string }) => id,
};

export const TAGGED_USER: TaggedKind<ByUserName, UserRecord, UserRecord> = {
  ...ownTags,
  on: user,
  onToTag: user,
  rules: PRINCIPAL_TAGS,
  update: (tx, record) => tx.users.update(record),
};

export const TAGGED_ROLE: TaggedKind<ByRoleName, RoleRecord, RoleRecord> = {
  ...ownTags,
  on: role,
  onToTag: role,
  rules: PRINCIPAL_TAGS,
  update: (tx, record) => tx.roles.update(record),
};

export const TAGGED_PROFILE: TaggedKind<ByProfileName, InstanceProfileRecord, InstanceProfileRecord> = {
  ...ownTags,
  on: instanceProfile,
  onToTag: instanceProfile,
  rules: RESOURCE_TAGS,
  update: (tx, record) => tx.instanceProfiles.update(record),
};

export const TAGGED_POLICY: TaggedKind<ByPolicyArn, FoundPolicy, PolicyRecord> = {
  ...ownTags,
  on: policy,
  onToTag: policyToChange,
  rules: RESOURCE_TAGS,
  tagsOf: (found) => (found.owner === "aws" ? [] : found.policy.tags),
  idOf: (found) => found.policy.arn,
  update: (tx, record) => tx.policies.update(record),
};

export const TAGGED_OIDC_PROVIDER: TaggedKind<ByOidcProviderArn, OidcProviderRecord, OidcProviderRecord> = {
  ...ownTags,
  on: oidcProvider,
  onToTag: oidcProvider,
  rules: PROVIDER_TAGS,
  update: (tx, record) => tx.oidcProviders.update(record),
};

export const TAGGED_SAML_PROVIDER: TaggedKind<NamesProvider, SamlProviderRecord, SamlProviderRecord> = {
  ...ownTags,
  on: samlProvider,
  onToTag: samlProvider,
  rules: PROVIDER_TAGS,
  update: (tx, record) => tx.samlProviders.update(record),
};

export const TAGGED_SERVER_CERTIFICATE: TaggedKind<
  ByCertificateName,
  ServerCertificateRecord,
  ServerCertificateRecord
> = {
  ...ownTags,
  on: serverCertificate,
  onToTag: serverCertificate,
  rules: SERVER_CERTIFICATE_TAGS,
  update: (tx, record) => tx.serverCertificates.update(record),
};

/** Virtual devices alone have tags. */
export const TAGGED_DEVICE: TaggedKind<BySerialNumber, MfaDeviceRecord, MfaDeviceRecord> = {
  ...ownTags,
  on: virtualDevice,
  onToTag: virtualDevice,
  rules: PROVIDER_TAGS,
  idOf: ({ serialNumber }) => serialNumber,
  update: (tx, record) => tx.mfaDevices.update(record),
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
