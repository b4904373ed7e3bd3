/** What has to be there because a row names it. */
import type { FamilyName } from "../families.ts";

export interface Reference {
  /** Columns of the row, with those that they have to equal. */
  readonly columns: Readonly<Record<string, string>>;
  /** Of this table. */
  readonly of: string;
  /** Rows that it is true of, as a condition of plain SQL; all, where absent. */
  readonly where?: string;
  /** A column that may name an AWS-managed policy instead. */
  readonly orManaged?: string;
  /** What it names may be gone by the house's own rules: worth telling, and no fault. */
  readonly mayBeGone?: true;
}

const ACCOUNT: Reference = { columns: { account_id: "id" }, of: "accounts" };

function inAccount(column: string, of: string): Reference {
  return { columns: { [column]: "id", account_id: "account_id" }, of };
}

const USER_OWNS: Reference = { ...inAccount("owner_id", "users"), where: "owner_kind = 'user'" };
const OWNERS: readonly Reference[] = [
  USER_OWNS,
  { ...inAccount("owner_id", "groups"), where: "owner_kind = 'group'" },
  { ...inAccount("owner_id", "roles"), where: "owner_kind = 'role'" },
];
/** Root's unique id is its account's. */
const ROOT_OWNS: Reference = {
  columns: { owner_id: "id", account_id: "id" },
  of: "accounts",
  where: "owner_kind = 'root'",
};
/** A boundary whose policy is gone grants nothing, which is safe, and AWS's way. */
const BOUNDARY: Reference = {
  columns: { permissions_boundary: "arn", account_id: "account_id" },
  of: "policies",
  orManaged: "permissions_boundary",
  mayBeGone: true,
};

const ORGANIZATION: Reference = { columns: { organization_id: "id" }, of: "organizations" };
const MEMBER: Reference = {
  columns: { account_id: "account_id", organization_id: "organization_id" },
  of: "organization_members",
};

function inOrganization(column: string, of: string, where: string): Reference {
  return { columns: { [column]: "id", organization_id: "organization_id" }, of, where };
}

function rootOf(column: string, where: string): Reference {
  return { columns: { [column]: "root_id", organization_id: "id" }, of: "organizations", where };
}

/** A unit's or a member's. */
const PARENTS: readonly Reference[] = [
  rootOf("parent_id", "parent_id not like 'ou-%'"),
  inOrganization("parent_id", "organizational_units", "parent_id like 'ou-%'"),
];

/** By family: one that refers to nothing says so. */
export const REFERENCES: { readonly [Name in FamilyName]: readonly Reference[] } = {
  installation: [],
  accounts: [],
  users: [ACCOUNT, BOUNDARY],
  groups: [ACCOUNT],
  roles: [ACCOUNT, BOUNDARY],
  instanceProfiles: [ACCOUNT, inAccount("role_id", "roles")],
  policies: [ACCOUNT, { columns: { id: "policy_id", default_version: "version" }, of: "policy_versions" }],
  policyVersions: [{ columns: { policy_id: "id" }, of: "policies" }],
  attachments: [
    ACCOUNT,
    ...OWNERS,
    { columns: { policy_arn: "arn", account_id: "account_id" }, of: "policies", orManaged: "policy_arn" },
  ],
  inlinePolicies: [ACCOUNT, ...OWNERS],
  memberships: [ACCOUNT, inAccount("group_id", "groups"), inAccount("user_id", "users")],
  accessKeys: [ACCOUNT, USER_OWNS, ROOT_OWNS],
  loginProfiles: [ACCOUNT, inAccount("user_id", "users")],
  sshPublicKeys: [ACCOUNT, USER_OWNS],
  signingCertificates: [ACCOUNT, USER_OWNS, ROOT_OWNS],
  serviceCredentials: [ACCOUNT, USER_OWNS],
  serverCertificates: [ACCOUNT],
  mfaDevices: [
    ACCOUNT,
    { ...inAccount("owner_id", "users"), where: "owner_id <> '' and owner_id <> account_id" },
  ],
  mfaCodeUses: [ACCOUNT],
  oidcProviders: [ACCOUNT],
  samlProviders: [ACCOUNT],
  trustAnchors: [ACCOUNT],
  rolesAnywhereProfiles: [ACCOUNT],
  revocationLists: [
    ACCOUNT,
    {
      columns: { trust_anchor_id: "id", account_id: "account_id", region: "region" },
      of: "trust_anchors",
    },
  ],
  certificateSubjects: [ACCOUNT],
  registeredServices: [
    { columns: { owner_account_id: "id" }, of: "accounts", where: "owner_account_id is not null" },
  ],
  podIdentityClusters: [ACCOUNT],
  podIdentityAssociations: [ACCOUNT, inAccount("cluster_id", "pod_identity_clusters")],
  spentProofs: [],
  // A version from before there were any deletes users and roles without them.
  browserSessions: [
    ACCOUNT,
    { ...USER_OWNS, mayBeGone: true },
    ROOT_OWNS,
    { ...inAccount("owner_id", "roles"), where: "owner_kind = 'role'", mayBeGone: true },
  ],
  signInTries: [],
  accountSettings: [ACCOUNT],
  issuerKeys: [ACCOUNT],
  // Who is asked may be somewhere else.
  delegationRequests: [{ columns: { requestor_account_id: "id" }, of: "accounts" }],
  reports: [ACCOUNT],
  accessTraces: [ACCOUNT],
  instances: [ACCOUNT, { ...inAccount("instance_profile_id", "instance_profiles"), mayBeGone: true }],
  tasks: [ACCOUNT, inAccount("instance_id", "instances")],
  sealingKeys: [],
  dataKeys: [],
  keyHolders: [],
  // They are somewhere else.
  externalAccounts: [],
  organizations: [
    { columns: { management_account_id: "id" }, of: "accounts" },
    {
      columns: { management_account_id: "account_id", id: "organization_id" },
      of: "organization_members",
    },
  ],
  organizationalUnits: [ORGANIZATION, ...PARENTS],
  organizationMembers: [ACCOUNT, ORGANIZATION, ...PARENTS],
  organizationPolicies: [ORGANIZATION],
  organizationAttachments: [
    ORGANIZATION,
    rootOf("target_id", "target_kind = 'root'"),
    inOrganization("target_id", "organizational_units", "target_kind = 'organizationalUnit'"),
    {
      columns: { target_id: "account_id", organization_id: "organization_id" },
      of: "organization_members",
      where: "target_kind = 'account'",
    },
    // AWS's are in no store.
    {
      columns: { policy_id: "id", organization_id: "organization_id", policy_type: "type" },
      of: "organization_policies",
      where: "policy_id not in ('p-FullAWSAccess', 'p-RCPFullAWSAccess')",
    },
  ],
  delegatedAdministrators: [ACCOUNT, ORGANIZATION, MEMBER],
  handshakes: [
    ORGANIZATION,
    { columns: { recipient_account_id: "id" }, of: "accounts" },
    { columns: { parent_handshake_id: "id" }, of: "handshakes" },
  ],
  accountCreations: [ORGANIZATION, ACCOUNT],
  responsibilityTransfers: [
    { columns: { target_organization_id: "id" }, of: "organizations" },
    { columns: { source_organization_id: "id" }, of: "organizations" },
    { columns: { target_account_id: "id" }, of: "accounts" },
    { columns: { source_account_id: "id" }, of: "accounts" },
    { columns: { handshake_id: "id" }, of: "handshakes" },
  ],
  accountDetails: [ACCOUNT],
  // What is told of outlives it.
  denials: [],
  deniedPolicies: [],
  usage: [],
};
