/** Quotas of IAM that 64 writers reach for at the same time: what each writer sends, a row each. */
import { randomBytes } from "node:crypto";
import {
  AddClientIDToOpenIDConnectProviderCommand,
  AddUserToGroupCommand,
  AttachGroupPolicyCommand,
  AttachRolePolicyCommand,
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateGroupCommand,
  CreateInstanceProfileCommand,
  CreateOpenIDConnectProviderCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  CreateServiceSpecificCredentialCommand,
  CreateUserCommand,
  type IAMClient,
  PutUserPolicyCommand,
  paginateListPolicies,
  TagUserCommand,
  UploadServerCertificateCommand,
  UploadSigningCertificateCommand,
  UploadSSHPublicKeyCommand,
} from "@aws-sdk/client-iam";
import {
  newCertificate,
  newEcKeys,
  privateKeyPem,
} from "../../packages/credentials/src/certificate/certificate.test-support.ts";
import { EACH_WRITER, WRITERS } from "../installation/racing-writers.ts";
import { arn, DOCUMENT, TRUST } from "./stage.ts";

type Send = (iam: IAMClient) => Promise<unknown>;

interface Race {
  /** Given with --quota, where AWS's own is more than the writers could reach. */
  readonly limit?: number;
  /** The key of GetAccountSummary that tells how many there are before. */
  readonly counted?: "Users" | "Groups" | "Roles" | "Policies" | "InstanceProfiles";
  /** How many there are before, where no summary tells. */
  readonly present?: number;
  /** What each writer needs of its own, by its number. */
  readonly prepare?: (iam: IAMClient) => Promise<unknown>;
  /** How many of a size the limit has room for; one each where absent. */
  readonly size?: number;
  readonly send: (number: number, prepared: never) => Send;
}

/** What the rows are about: a user, a group, a role, a policy and a provider of this name. */
const OWNER = "owner";
const UserName = OWNER;
const GroupName = OWNER;
const RoleName = OWNER;
const PolicyArn = arn(`policy/${OWNER}`);
const PROVIDER = "idp.example";
const ThumbprintList = ["a".repeat(40)];
const nameOf = (number: number) => `race-${number}`;

export async function prepareOwners(iam: IAMClient): Promise<void> {
  await iam.send(new CreateUserCommand({ UserName }));
  await iam.send(new CreateGroupCommand({ GroupName }));
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: TRUST }));
  await iam.send(new CreatePolicyCommand({ PolicyName: OWNER, PolicyDocument: DOCUMENT }));
  await iam.send(new CreateOpenIDConnectProviderCommand({ Url: `https://${PROVIDER}`, ThumbprintList }));
}

/** A key of 2048 bits by its size; that nobody has the other half of it is no matter. */
function newSshLine(): string {
  const modulus = randomBytes(256);
  modulus[0] = (modulus[0] as number) | 0x80;
  modulus[255] = (modulus[255] as number) | 1;
  const fields = [Buffer.from("ssh-rsa"), Buffer.from([1, 0, 1]), Buffer.concat([Buffer.from([0]), modulus])];
  const withLengths = fields.flatMap((field) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(field.length);
    return [length, field];
  });
  return `ssh-rsa ${Buffer.concat(withLengths).toString("base64")}`;
}

const keys = newEcKeys();
const certificate = {
  CertificateBody: newCertificate({ subject: "race", keys }),
  PrivateKey: privateKeyPem(keys),
};

/** As many of AWS's policies as there are writers, which anybody may attach. */
async function awsPolicies(iam: IAMClient): Promise<readonly (string | undefined)[]> {
  const arns: (string | undefined)[] = [];
  for await (const { Policies = [] } of paginateListPolicies(
    { client: iam, pageSize: 50 },
    { Scope: "AWS" },
  )) {
    const open = Policies.filter(({ Path, PolicyName = "" }) => Path === "/" && /Access$/.test(PolicyName));
    arns.push(...open.map(({ Arn }) => Arn));
    if (arns.length >= WRITERS) break;
  }
  return arns.slice(0, WRITERS);
}

async function newGroups(iam: IAMClient): Promise<void> {
  for (const number of EACH_WRITER) await iam.send(new CreateGroupCommand({ GroupName: nameOf(number) }));
}

/** In the order in which they are run: what one prepares counts for the next. */
export const RACES = {
  UsersPerAccount: {
    limit: 10,
    counted: "Users",
    send: (number) => (iam) => iam.send(new CreateUserCommand({ UserName: nameOf(number) })),
  },
  RolesPerAccount: {
    limit: 10,
    counted: "Roles",
    send: (number) => (iam) =>
      iam.send(new CreateRoleCommand({ RoleName: nameOf(number), AssumeRolePolicyDocument: TRUST })),
  },
  PoliciesPerAccount: {
    limit: 10,
    counted: "Policies",
    send: (number) => (iam) =>
      iam.send(new CreatePolicyCommand({ PolicyName: nameOf(number), PolicyDocument: DOCUMENT })),
  },
  InstanceProfilesPerAccount: {
    limit: 10,
    counted: "InstanceProfiles",
    send: (number) => (iam) =>
      iam.send(new CreateInstanceProfileCommand({ InstanceProfileName: nameOf(number) })),
  },
  ServerCertificatesPerAccount: {
    send: (number) => (iam) =>
      iam.send(new UploadServerCertificateCommand({ ServerCertificateName: nameOf(number), ...certificate })),
  },
  GroupsPerUser: {
    prepare: newGroups,
    send: (number) => (iam) => iam.send(new AddUserToGroupCommand({ UserName, GroupName: nameOf(number) })),
  },
  GroupsPerAccount: {
    limit: 70,
    counted: "Groups",
    send: (number) => (iam) => iam.send(new CreateGroupCommand({ GroupName: `more-${number}` })),
  },
  AccessKeysPerUser: { send: () => (iam) => iam.send(new CreateAccessKeyCommand({ UserName })) },
  SSHPublicKeysPerUser: {
    send: () => (iam) =>
      iam.send(new UploadSSHPublicKeyCommand({ UserName, SSHPublicKeyBody: newSshLine() })),
  },
  SigningCertificatesPerUser: {
    send: (number) => (iam) => {
      const CertificateBody = newCertificate({ subject: nameOf(number), keys });
      return iam.send(new UploadSigningCertificateCommand({ UserName, CertificateBody }));
    },
  },
  ServiceSpecificCredentialsPerUser: {
    send: () => (iam) =>
      iam.send(
        new CreateServiceSpecificCredentialCommand({ UserName, ServiceName: "codecommit.amazonaws.com" }),
      ),
  },
  VersionsPerPolicy: {
    present: 1,
    send: () => (iam) => iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: DOCUMENT })),
  },
  AttachedPoliciesPerUser: {
    prepare: awsPolicies,
    send: (number, arns: readonly string[]) => (iam) =>
      iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn: arns[number] })),
  },
  AttachedPoliciesPerGroup: {
    prepare: awsPolicies,
    send: (number, arns: readonly string[]) => (iam) =>
      iam.send(new AttachGroupPolicyCommand({ GroupName, PolicyArn: arns[number] })),
  },
  AttachedPoliciesPerRole: {
    prepare: awsPolicies,
    send: (number, arns: readonly string[]) => (iam) =>
      iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: arns[number] })),
  },
  UserInlinePoliciesSize: {
    size: DOCUMENT.length,
    send: (number) => (iam) =>
      iam.send(new PutUserPolicyCommand({ UserName, PolicyName: nameOf(number), PolicyDocument: DOCUMENT })),
  },
  TagsPerEntity: {
    send: (number) => (iam) =>
      iam.send(new TagUserCommand({ UserName, Tags: [{ Key: nameOf(number), Value: "" }] })),
  },
  OpenIdConnectProvidersPerAccount: {
    limit: 10,
    present: 1,
    send: (number) => (iam) =>
      iam.send(
        new CreateOpenIDConnectProviderCommand({ Url: `https://${nameOf(number)}.example`, ThumbprintList }),
      ),
  },
  ClientIdsPerOpenIdConnectProvider: {
    limit: 10,
    send: (number) => (iam) =>
      iam.send(
        new AddClientIDToOpenIDConnectProviderCommand({
          OpenIDConnectProviderArn: arn(`oidc-provider/${PROVIDER}`),
          ClientID: nameOf(number),
        }),
      ),
  },
} as const satisfies Readonly<Record<string, Race>>;

/**
 * Quotas that no race is run for here: what one request alone can be too much, what others of the same kind stand for, and those that
 * have a race of their own (iam/mfa/virtual-device.test.ts).
 */
export const UNRACED: ReadonlySet<string> = new Set([
  "CertificatesPerChain",
  "MFADevicesPerUser",
  "PendingDelegationRequests",
  "VirtualMFADevicesPerAccount",
  "ManagedPolicySize",
  "ThumbprintsPerOpenIdConnectProvider",
  "TrustPolicySize",
  "StoredTrustPolicyText",
  "StoredPoliciesText",
  "GroupInlinePoliciesSize",
  "RoleInlinePoliciesSize",
  "SAMLProvidersPerAccount",
  "PrivateKeysPerSAMLProvider",
]);

export function raceOf(name: keyof typeof RACES): Race {
  return RACES[name];
}
