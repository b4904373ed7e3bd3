import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import * as sdk from "@aws-sdk/client-iam";
import { type IamOperations, loadContract } from "@rolecall/contracts";
import { iamService } from "@rolecall/services/iam";
import {
  newCertificate,
  newEcKeys,
  newRsaKeys,
  privateKeyPem,
} from "../../packages/credentials/src/certificate/certificate.test-support.ts";
import { selfSigned } from "../../packages/federation/src/saml/certificate.test-support.ts";
import { metadataOf } from "../../packages/federation/src/saml/idp.test-support.ts";
import { PRIVATE_KEYS } from "../../packages/federation/src/saml/keys.test-support.ts";
import { onboardingRequest } from "../installation/delegation.ts";
import type { Refusal } from "../installation/refusal.ts";
import { ACCOUNT } from "../installation/seed.ts";
import { pairAt } from "../installation/totp.ts";
import { checkPages, INVALID_MARKER } from "./pages.ts";
import { arn, DOCUMENT, type IamStage, iamCommand, READ_ONLY, startIamStage, TRUST } from "./stage.ts";

/** Every list of IAM: page by page to its end, markers that were altered or are another list's, filters, order. */
const NAMES = ["Three", "one", "Two"];
/** As AWS orders names: regardless of their case. */
const ORDERED = ["one", "Three", "Two"];
const Path = "/lists/";
const [UserName, GroupName, RoleName, InstanceProfileName] = ["one", "one", "one", "one"];
const policyArn = (name: string) => arn(`policy/lists/${name}`);
const PolicyArn = policyArn("one");
const Tags = ["Gamma", "alpha", "Beta"].map((Key) => ({ Key, Value: "1" }));
const SerialNumber = arn("mfa/lists/one");
const URL = "https://lists.example.com";
const OpenIDConnectProviderArn = arn("oidc-provider/lists.example.com");
const PathPrefix = Path;
const simulated = { ActionNames: ["s3:GetObject", "s3:PutObject", "s3:ListBucket"] };

interface Row {
  readonly input: object;
  /** Absent where there is but one of that list. */
  readonly elsewhere?: object;
  /** 3 where it does not say. */
  readonly count?: number;
  /** Where it refuses markers in words of its own. */
  readonly refusal?: Refusal;
}

/** The simulator's. */
const SIMULATOR: Refusal = { code: "InvalidInputException", message: "Invalid marker for pagination." };

const ofUser = { input: { UserName }, elsewhere: { UserName: "Two" } };
const ofGroup = { input: { GroupName }, elsewhere: { GroupName: "Two" } };
const ofRole = { input: { RoleName }, elsewhere: { RoleName: "Two" } };
const ofProfile = { input: { InstanceProfileName }, elsewhere: { InstanceProfileName: "Two" } };
const ofPolicy = { input: { PolicyArn }, elsewhere: { PolicyArn: policyArn("Two") } };
const underPath = { input: { PathPrefix }, elsewhere: { PathPrefix: "/" } };

const ROWS: { readonly [name in keyof IamOperations]?: Row } = {
  ListUsers: underPath,
  ListGroups: underPath,
  ListRoles: underPath,
  ListInstanceProfiles: underPath,
  ListPolicies: { input: { Scope: "Local", PathPrefix }, elsewhere: { Scope: "AWS", PathPrefix } },
  GetGroup: ofGroup,
  ListGroupsForUser: ofUser,
  ListInstanceProfilesForRole: ofRole,
  ListAttachedUserPolicies: ofUser,
  ListAttachedGroupPolicies: ofGroup,
  ListAttachedRolePolicies: ofRole,
  ListUserPolicies: ofUser,
  ListGroupPolicies: ofGroup,
  ListRolePolicies: ofRole,
  ListEntitiesForPolicy: ofPolicy,
  ListPolicyVersions: ofPolicy,
  ListUserTags: ofUser,
  ListRoleTags: ofRole,
  ListInstanceProfileTags: ofProfile,
  ListPolicyTags: ofPolicy,
  ListMFADeviceTags: { input: { SerialNumber }, elsewhere: { SerialNumber: arn("mfa/lists/Two") } },
  ListOpenIDConnectProviderTags: { input: { OpenIDConnectProviderArn } },
  ListSAMLProviderTags: { input: { SAMLProviderArn: arn("saml-provider/lists") } },
  ListDelegationRequests: { input: {} },
  ListVirtualMFADevices: { input: {}, elsewhere: { AssignmentStatus: "Unassigned" } },
  ListMFADevices: { ...ofUser, count: 2 },
  ListAccessKeys: { ...ofUser, count: 2 },
  ListSSHPublicKeys: ofUser,
  ListSigningCertificates: { ...ofUser, count: 2 },
  ListServiceSpecificCredentials: { ...ofUser, count: 2 },
  ListServerCertificates: underPath,
  ListServerCertificateTags: {
    input: { ServerCertificateName: "one" },
    elsewhere: { ServerCertificateName: "Two" },
  },
  ListAccountAliases: { input: {}, count: 1 },
  // Three of each, `admin` and `nobody`; and AWS's policy, which is attached.
  GetAccountAuthorizationDetails: { input: {}, elsewhere: { Filter: ["User"] }, count: 15 },
  // A simulation goes on after so many actions, whatever else changes between its pages.
  SimulateCustomPolicy: { input: { PolicyInputList: [DOCUMENT], ...simulated }, refusal: SIMULATOR },
  SimulatePrincipalPolicy: {
    input: { PolicySourceArn: arn("user/lists/one"), ...simulated },
    refusal: SIMULATOR,
  },
};

/** Lists of another kind: one has no MaxItems, three are the results of a job. The tests beside the operations read their pages. */
const ELSEWHERE = [
  "ListPoliciesGrantingServiceAccess",
  "GetServiceLastAccessedDetails",
  "GetServiceLastAccessedDetailsWithEntities",
  "GetOrganizationsAccessReport",
];

let stage: IamStage;
let iam: sdk.IAMClient;
const send = (name: string, input: object) => iam.send(iamCommand(name, input)) as Promise<unknown>;

before(async () => {
  stage = await startIamStage();
  iam = stage.admin.iam;
  await makeEntities();
  for (const name of NAMES) await furnish(name);
  await makeCredentials();
  for (const name of NAMES) await askForDelegation(name);
});
after(() => stage?.stop());

async function makeEntities(): Promise<void> {
  for (const name of NAMES) {
    await send("CreateUser", { UserName: name, Path, Tags });
    await send("CreateGroup", { GroupName: name, Path });
    await send("CreateRole", { RoleName: name, Path, AssumeRolePolicyDocument: TRUST, Tags });
    await send("CreatePolicy", { PolicyName: name, Path, PolicyDocument: DOCUMENT, Tags });
    await send("CreateInstanceProfile", { InstanceProfileName: name, Path, Tags });
  }
  await send("CreateAccountAlias", { AccountAlias: "lists" });
  await send("CreateOpenIDConnectProvider", { Url: URL, ThumbprintList: ["a".repeat(40)], Tags });
  const SAMLMetadataDocument = metadataOf("urn:lists", [selfSigned(PRIVATE_KEYS.idp)]);
  await send("CreateSAMLProvider", { Name: "lists", SAMLMetadataDocument, Tags });
}

/** What the first of each has of a name. */
async function furnish(name: string): Promise<void> {
  await send("AddUserToGroup", { GroupName, UserName: name });
  if (name !== GroupName) await send("AddUserToGroup", { GroupName: name, UserName });
  await send("AddRoleToInstanceProfile", { RoleName, InstanceProfileName: name });
  for (const owner of [
    ["User", { UserName }],
    ["Group", { GroupName }],
    ["Role", { RoleName }],
  ] as const) {
    const [kind, named] = owner;
    await send(`Attach${kind}Policy`, { ...named, PolicyArn: policyArn(name) });
    await send(`Put${kind}Policy`, { ...named, PolicyName: name, PolicyDocument: DOCUMENT });
  }
  if (name !== GroupName) await send("CreatePolicyVersion", { PolicyArn, PolicyDocument: DOCUMENT });
}

async function makeCredentials(): Promise<void> {
  for (let made = 0; made < 2; made += 1) {
    await send("CreateAccessKey", { UserName });
    await send("CreateServiceSpecificCredential", { UserName, ServiceName: "codecommit.amazonaws.com" });
    const CertificateBody = newCertificate({ subject: `lists-${made}`, keys: newEcKeys() });
    await send("UploadSigningCertificate", { UserName, CertificateBody });
  }
  for (const ServerCertificateName of NAMES) {
    const SSHPublicKeyBody = newRsaKeys().publicKey.export({ type: "spki", format: "pem" });
    await send("UploadSSHPublicKey", { UserName, SSHPublicKeyBody });
    const keys = newEcKeys();
    const CertificateBody = newCertificate({ subject: "lists", keys });
    const certificate = { CertificateBody, PrivateKey: privateKeyPem(keys) };
    await send("UploadServerCertificate", { ServerCertificateName, Path, Tags, ...certificate });
  }
  for (const VirtualMFADeviceName of NAMES) {
    const command = new sdk.CreateVirtualMFADeviceCommand({ VirtualMFADeviceName, Path, Tags });
    const { VirtualMFADevice: made } = await iam.send(command);
    if (VirtualMFADeviceName === "Three") continue;
    const seed = Buffer.from(made?.Base32StringSeed ?? []).toString();
    const codes = pairAt(seed, Date.now());
    await send("EnableMFADevice", { UserName, SerialNumber: made?.SerialNumber, ...codes });
  }
}

/** What a product provider asks for, and the administrator takes over: what nobody has is not listed. */
async function askForDelegation(name: string): Promise<void> {
  const asked = onboardingRequest({ provider: ACCOUNT, userName: "one", workflow: `lists-${name}` });
  const { DelegationRequestId } = await iam.send(new sdk.CreateDelegationRequestCommand(asked));
  await send("AssociateDelegationRequest", { DelegationRequestId });
}

test("every built list of the contract has a row, and no other operation has", async () => {
  const { operations } = await loadContract("iam");
  const lists = operations.names.filter((name) => {
    const members = operations.get(name)?.input.members ?? [];
    return members.some((member) => member.name === "Marker") && iamService.operations.has(name);
  });
  const expected = lists.filter((name) => !ELSEWHERE.includes(name));
  assert.deepEqual(Object.keys(ROWS).toSorted(), expected);
});

for (const [name, row] of Object.entries(ROWS)) {
  test(`${name} is read page by page to its end, by its own markers alone`, async () => {
    const operation = stage.operations.get(name);
    assert.ok(operation);
    const { input, elsewhere, count = 3, refusal = INVALID_MARKER } = row;
    await checkPages({ operation, input, elsewhere, count, refusal, send });
  });
}

test("entities are in the order of their names, regardless of case", async () => {
  const { Users } = await iam.send(new sdk.ListUsersCommand({ PathPrefix }));
  assert.deepEqual(
    Users?.map((user) => user.UserName),
    ORDERED,
  );
  const { Groups } = await iam.send(new sdk.ListGroupsCommand({ PathPrefix }));
  assert.deepEqual(
    Groups?.map((group) => group.GroupName),
    ORDERED,
  );
  const { Roles } = await iam.send(new sdk.ListRolesCommand({ PathPrefix }));
  assert.deepEqual(
    Roles?.map((role) => role.RoleName),
    ORDERED,
  );
  const { InstanceProfiles } = await iam.send(new sdk.ListInstanceProfilesCommand({ PathPrefix }));
  assert.deepEqual(
    InstanceProfiles?.map((profile) => profile.InstanceProfileName),
    ORDERED,
  );
});

test("PathPrefix picks those below it, and begins and need not end with a slash", async () => {
  const below = async (prefix: string) => {
    const { Users } = await iam.send(new sdk.ListUsersCommand({ PathPrefix: prefix }));
    return Users?.length;
  };
  assert.deepEqual(
    await Promise.all(["/", "/lists/", "/lis", "/lists/x/", "/other/"].map(below)),
    [5, 3, 3, 0, 0],
  );
});

test("Scope, OnlyAttached and PolicyUsageFilter pick policies", async () => {
  await send("PutUserPermissionsBoundary", { UserName: "Two", PermissionsBoundary: READ_ONLY });
  const names = async (input: sdk.ListPoliciesCommandInput) => {
    const { Policies } = await iam.send(new sdk.ListPoliciesCommand(input));
    return Policies?.map(({ PolicyName }) => PolicyName);
  };
  assert.deepEqual((await names({ Scope: "Local" }))?.toSorted(), NAMES.toSorted());
  assert.deepEqual(await names({ Scope: "AWS", OnlyAttached: true }), [
    "AdministratorAccess",
    "IAMReadOnlyAccess",
  ]);
  const attached = { Scope: "AWS", OnlyAttached: true } as const;
  assert.deepEqual(await names({ ...attached, PolicyUsageFilter: "PermissionsPolicy" }), [
    "AdministratorAccess",
  ]);
  assert.deepEqual(await names({ ...attached, PolicyUsageFilter: "PermissionsBoundary" }), [
    "IAMReadOnlyAccess",
  ]);
});
