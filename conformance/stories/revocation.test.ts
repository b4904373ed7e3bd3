import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  DeleteAccessKeyCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DeleteUserCommand,
  DetachUserPolicyCommand,
  ListUsersCommand,
  UpdateAccessKeyCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateUserCommand,
} from "@aws-sdk/client-iam";
import {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
  GetFederationTokenCommand,
  GetSessionTokenCommand,
} from "@aws-sdk/client-sts";
import { clientsOf, type Keys, keysOf } from "../installation/clients.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { assertRefused } from "../installation/refusal.ts";
import { ACCOUNT, ADMIN, ADMINISTRATOR, seedWithAdmin } from "../installation/seed.ts";

/** What is taken away is gone with the next request. */
const UNKNOWN_KEY = {
  code: "InvalidClientTokenId",
  status: 403,
  message: "The security token included in the request is invalid.",
};
const trusting = (principal: string) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { AWS: principal }, Action: "sts:AssumeRole" }],
  });
const seed = seedWithAdmin({
  roles: [
    {
      name: "Lister",
      trust: trusting(`arn:aws:iam::${ACCOUNT}:user/admin`),
      inlinePolicies: {
        List: {
          Version: "2012-10-17",
          Statement: { Effect: "Allow", Action: "iam:ListUsers", Resource: "*" },
        },
      },
    },
  ],
});

let installation: TestInstallation;
before(async () => {
  installation = await startInstallation(seed);
});
after(() => installation.stop());

const admin = () => clientsOf(installation, ADMIN);

async function hire(UserName: string): Promise<Keys> {
  const { iam } = admin();
  await iam.send(new CreateUserCommand({ UserName }));
  await iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn: ADMINISTRATOR }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
  return { accessKeyId: AccessKey?.AccessKeyId ?? "", secretAccessKey: AccessKey?.SecretAccessKey ?? "" };
}

const listUsers = (keys: Keys) => clientsOf(installation, keys).iam.send(new ListUsersCommand({}));

test("a policy detached", async () => {
  const keys = await hire("detached");
  await listUsers(keys);
  await admin().iam.send(new DetachUserPolicyCommand({ UserName: "detached", PolicyArn: ADMINISTRATOR }));
  await assertRefused(listUsers(keys), { code: "AccessDenied", status: 403 });
});

test("a key deactivated, and made active again", async () => {
  const keys = await hire("deactivated");
  const setStatus = (Status: "Active" | "Inactive") =>
    admin().iam.send(
      new UpdateAccessKeyCommand({ UserName: "deactivated", AccessKeyId: keys.accessKeyId, Status }),
    );
  await listUsers(keys);
  await setStatus("Inactive");
  await assertRefused(listUsers(keys), UNKNOWN_KEY);
  await setStatus("Active");
  await listUsers(keys);
});

test("a key and a user deleted", async () => {
  const keys = await hire("leaver");
  await listUsers(keys);
  const { iam } = admin();
  await iam.send(new DeleteAccessKeyCommand({ UserName: "leaver", AccessKeyId: keys.accessKeyId }));
  await assertRefused(listUsers(keys), UNKNOWN_KEY);
  await assertRefused(iam.send(new DeleteUserCommand({ UserName: "leaver" })), {
    code: "DeleteConflictException",
    status: 409,
  });
  await iam.send(new DetachUserPolicyCommand({ UserName: "leaver", PolicyArn: ADMINISTRATOR }));
  await iam.send(new DeleteUserCommand({ UserName: "leaver" }));
  await assertRefused(clientsOf(installation, keys).sts.send(new GetCallerIdentityCommand({})), UNKNOWN_KEY);
});

test("a user made anew under the old name is somebody else to the role that trusted the first", async () => {
  const first = await hire("twin");
  const RoleName = "Lister";
  const { iam } = admin();
  await iam.send(
    new UpdateAssumeRolePolicyCommand({
      RoleName,
      PolicyDocument: trusting(`arn:aws:iam::${ACCOUNT}:user/twin`),
    }),
  );
  const assume = (keys: Keys) =>
    clientsOf(installation, keys).sts.send(
      new AssumeRoleCommand({
        RoleArn: `arn:aws:iam::${ACCOUNT}:role/${RoleName}`,
        RoleSessionName: "story",
      }),
    );
  await assume(first);
  await iam.send(new DeleteAccessKeyCommand({ UserName: "twin", AccessKeyId: first.accessKeyId }));
  await iam.send(new DetachUserPolicyCommand({ UserName: "twin", PolicyArn: ADMINISTRATOR }));
  await iam.send(new DeleteUserCommand({ UserName: "twin" }));
  await assertRefused(assume(await hire("twin")), { code: "AccessDenied", status: 403 });
});

test("a role's policy taken away from a session that is under way", async () => {
  const { iam, sts } = admin();
  await iam.send(
    new UpdateAssumeRolePolicyCommand({
      RoleName: "Lister",
      PolicyDocument: trusting(`arn:aws:iam::${ACCOUNT}:user/admin`),
    }),
  );
  const { Credentials } = await sts.send(
    new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${ACCOUNT}:role/Lister`, RoleSessionName: "story" }),
  );
  const session = keysOf(Credentials);
  assert.ok((await listUsers(session)).Users);
  await iam.send(new DeleteRolePolicyCommand({ RoleName: "Lister", PolicyName: "List" }));
  await assertRefused(listUsers(session), { code: "AccessDenied", status: 403 });
});

const identity = async (keys: Keys) => {
  const { UserId, Arn } = await clientsOf(installation, keys).sts.send(new GetCallerIdentityCommand({}));
  return { UserId, Arn };
};

test("a role deleted, and made anew under the same name: the first one's sessions are over", async () => {
  const { iam, sts } = admin();
  const create = () =>
    iam.send(
      new CreateRoleCommand({
        RoleName: "Phoenix",
        AssumeRolePolicyDocument: trusting(`arn:aws:iam::${ACCOUNT}:user/admin`),
      }),
    );
  const assume = async () => {
    const RoleArn = `arn:aws:iam::${ACCOUNT}:role/Phoenix`;
    return keysOf((await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "story" }))).Credentials);
  };
  const first = (await create()).Role?.RoleId;
  const session = await assume();
  assert.equal((await identity(session)).UserId, `${first}:story`);
  await iam.send(new DeleteRoleCommand({ RoleName: "Phoenix" }));
  await assertRefused(identity(session), UNKNOWN_KEY);
  const second = (await create()).Role?.RoleId;
  assert.notEqual(second, first);
  await assertRefused(identity(session), UNKNOWN_KEY);
  assert.equal((await identity(await assume())).UserId, `${second}:story`);
});

test("a user renamed, then deleted: its sessions go by the new name, then they are over", async () => {
  const keys = await hire("bride");
  const { sts } = clientsOf(installation, keys);
  const session = keysOf((await sts.send(new GetSessionTokenCommand({}))).Credentials);
  const federated = keysOf((await sts.send(new GetFederationTokenCommand({ Name: "guest" }))).Credentials);
  const before = await identity(session);
  assert.equal(before.Arn, `arn:aws:iam::${ACCOUNT}:user/bride`);
  const { iam } = admin();
  await iam.send(new UpdateUserCommand({ UserName: "bride", NewUserName: "wife" }));
  const after = { UserId: before.UserId, Arn: `arn:aws:iam::${ACCOUNT}:user/wife` };
  assert.deepEqual(await identity(session), after);
  assert.deepEqual(await identity(keys), after);
  assert.deepEqual((await identity(federated)).Arn, `arn:aws:sts::${ACCOUNT}:federated-user/guest`);
  await hire("bride");
  assert.deepEqual(await identity(session), after);
  await iam.send(new DeleteAccessKeyCommand({ UserName: "wife", AccessKeyId: keys.accessKeyId }));
  await iam.send(new DetachUserPolicyCommand({ UserName: "wife", PolicyArn: ADMINISTRATOR }));
  await iam.send(new DeleteUserCommand({ UserName: "wife" }));
  for (const gone of [session, federated, keys]) await assertRefused(identity(gone), UNKNOWN_KEY);
});
