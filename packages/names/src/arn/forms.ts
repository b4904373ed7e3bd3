import type { AccountId } from "../account-id.ts";

/**
 * Each form of ARN that IAM, STS, Organizations, Account and Roles Anywhere speak of, from the service on: `arn:aws:` stands before it. A part in braces is one of
 * `PART_PATTERNS`.
 * Source: Service Authorization Reference, "Resource types defined by" IAM, STS, Organizations, Account and Roles Anywhere; IAM User Guide, "IAM identifiers".
 */
export const ARN_FORMS = {
  root: "iam::{accountId}:root",
  user: "iam::{accountId}:user{path}{name}",
  group: "iam::{accountId}:group{path}{name}",
  role: "iam::{accountId}:role{path}{name}",
  policy: "iam::{accountId}:policy{path}{name}",
  "aws-policy": "iam::aws:policy{path}{name}",
  "instance-profile": "iam::{accountId}:instance-profile{path}{name}",
  "server-certificate": "iam::{accountId}:server-certificate{path}{name}",
  mfa: "iam::{accountId}:mfa{path}{name}",
  u2f: "iam::{accountId}:u2f/user/{userName}/{name}",
  "root-u2f": "iam::{accountId}:u2f/root-account/{name}",
  "oidc-provider": "iam::{accountId}:oidc-provider/{location}",
  "saml-provider": "iam::{accountId}:saml-provider/{name}",
  "role-template": "iam::aws:role-template/{service}/{templateName}:{majorVersion}",
  "delegation-request": "iam::{accountId}:delegation-request/{delegationRequestId}",
  /** Rolecall's own: AWS does not publish the form. */
  "delegation-template": "iam::{accountId}:delegation-template/{name}",
  "security-token-service": "sts::{accountId}:self",
  "access-report": "iam::{accountId}:access-report/{entityPath}",
  "assumed-role": "sts::{accountId}:assumed-role/{name}/{sessionName}",
  "federated-user": "sts::{accountId}:federated-user/{name}",
  organization: "organizations::{accountId}:organization/{organizationId}",
  "organization-root": "organizations::{accountId}:root/{organizationId}/{rootId}",
  "organizational-unit": "organizations::{accountId}:ou/{organizationId}/{unitId}",
  "organization-account": "organizations::{accountId}:account/{organizationId}/{memberId}",
  "organization-policy": "organizations::{accountId}:policy/{organizationId}/{policyType}/{policyId}",
  "aws-organization-policy": "organizations::aws:policy/{policyType}/{policyId}",
  "organization-handshake":
    "organizations::{accountId}:handshake/{organizationId}/{handshakeAction}/{handshakeId}",
  "organization-resource-policy":
    "organizations::{accountId}:resourcepolicy/{organizationId}/{resourcePolicyId}",
  "responsibility-transfer":
    "organizations::{accountId}:transfer/{organizationId}/billing/{transferDirection}/{transferId}",
  instance: "ec2:{region}:{accountId}:instance/{instanceId}",
  account: "account::{accountId}:account",
  function: "lambda:{region}:{accountId}:function:{name}",
  task: "ecs:{region}:{accountId}:task/{name}/{taskId}",
  "registered-service": "rolecall::{accountId}:service/{name}",
  "pod-identity-cluster": "eks:{region}:{accountId}:cluster/{name}",
  "pod-identity-association": "eks:{region}:{accountId}:podidentityassociation/{name}/{associationId}",
  "account-in-organization": "account::{accountId}:account/{organizationId}/{memberId}",
  "trust-anchor": "rolesanywhere:{region}:{accountId}:trust-anchor/{uuid}",
  "roles-anywhere-profile": "rolesanywhere:{region}:{accountId}:profile/{uuid}",
  "revocation-list": "rolesanywhere:{region}:{accountId}:crl/{uuid}",
  "certificate-subject": "rolesanywhere:{region}:{accountId}:subject/{uuid}",
} as const;

export type ArnForm = keyof typeof ARN_FORMS;

/** What a part may be. INVARIANT: each is matched in time linear in the text. */
export const PART_PATTERNS = {
  accountId: String.raw`\d{12}`,
  /** Begins and ends with a slash. */
  path: String.raw`\/(?:.*\/)?`,
  name: "[^/]+",
  userName: "[^/]+",
  sessionName: "[^/]+",
  /** Host and path of an identity provider: `token.actions.githubusercontent.com`. */
  location: ".+",
  /** `backup.amazonaws.com` */
  service: "[^/]+",
  templateName: "[^/:]+",
  majorVersion: String.raw`\d{1,9}`,
  delegationRequestId: String.raw`[\w-]{16,128}`,
  /** Of a root, unit or account: `o-…/r-…/ou-…`. */
  entityPath: ".+",
  organizationId: "o-[a-z0-9]{10,32}",
  rootId: "r-[0-9a-z]{4,32}",
  unitId: "ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}",
  memberId: String.raw`\d{12}`,
  /** In lower case: `service_control_policy`. */
  policyType: "[a-z0-9_]+",
  policyId: "p-[0-9a-zA-Z_]{8,128}",
  /** In lower case: `invite`. */
  handshakeAction: "[a-z_]+",
  handshakeId: "h-[0-9a-z]{8,32}",
  resourcePolicyId: "rp-[0-9a-zA-Z_]{4,128}",
  transferDirection: "(?:inbound|outbound)",
  transferId: "rt-[0-9a-z]{8,32}",
  region: "[a-z0-9-]{1,64}",
  instanceId: "i-[0-9a-f]{8,17}",
  taskId: "[0-9a-f]{32}",
  associationId: "a-[0-9a-z]{17}",
  uuid: "[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}",
} as const;

type PartName = keyof typeof PART_PATTERNS;

type PartsOf<Template extends string> =
  Template extends `${string}{${infer Part extends PartName}}${infer Rest}`
    ? { readonly [Name in Part]: Name extends "accountId" ? AccountId : string } & PartsOf<Rest>
    : unknown;

/** What an ARN of a form is made of: `{ accountId, path, name }` for a user's. */
export type ArnParts<Form extends ArnForm> = PartsOf<(typeof ARN_FORMS)[Form]>;
