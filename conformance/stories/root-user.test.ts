import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  DeleteAccessKeyCommand,
  DetachUserPolicyCommand,
  GetAccountSummaryCommand,
  GetUserCommand,
  ListAccessKeysCommand,
  ListUsersCommand,
} from "@aws-sdk/client-iam";
import { AssumeRoleCommand, GetCallerIdentityCommand, GetSessionTokenCommand } from "@aws-sdk/client-sts";
import { type Clients, clientsOf, type Keys } from "../installation/clients.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { assertRefused } from "../installation/refusal.ts";
import { ACCOUNT, ADMIN, ADMINISTRATOR, seedWithAdmin } from "../installation/seed.ts";

/** The root user signs with a key of the seed, and does what nobody else may. */
const ROOT_KEY = "AKIASEEDSEEDSEEDROOT";
const ROOT: Keys = { ...ADMIN, accessKeyId: ROOT_KEY };
const SEED = seedWithAdmin({
  rootAccessKey: { id: ROOT_KEY, secret: ROOT.secretAccessKey },
  roles: [
    {
      name: "Open",
      trust: {
        Version: "2012-10-17",
        Statement: { Effect: "Allow", Principal: { AWS: ACCOUNT }, Action: "sts:AssumeRole" },
      },
    },
  ],
});

let installation: TestInstallation;
let root: Clients;
let admin: Clients;
before(async () => {
  installation = await startInstallation(SEED);
  root = clientsOf(installation, ROOT);
  admin = clientsOf(installation, ADMIN);
});
after(() => installation.stop());

test("root is the account itself", async () => {
  const { Arn, UserId } = await root.sts.send(new GetCallerIdentityCommand({}));
  assert.deepEqual([Arn, UserId], [`arn:aws:iam::${ACCOUNT}:root`, ACCOUNT]);
  assert.equal((await root.iam.send(new GetUserCommand({}))).User?.Arn, Arn);
  const { SummaryMap } = await admin.iam.send(new GetAccountSummaryCommand({}));
  assert.equal(SummaryMap?.AccountAccessKeysPresent, 1);
});

test("root assumes no role, and its sessions last an hour at most", async () => {
  const asked = { RoleArn: `arn:aws:iam::${ACCOUNT}:role/Open`, RoleSessionName: "root" };
  await assertRefused(root.sts.send(new AssumeRoleCommand(asked)), { code: "AccessDenied", status: 403 });
  await admin.sts.send(new AssumeRoleCommand(asked));
  const begin = Date.now();
  const { Credentials } = await root.sts.send(new GetSessionTokenCommand({ DurationSeconds: 43_200 }));
  const seconds = ((Credentials?.Expiration?.getTime() ?? 0) - begin) / 1000;
  assert.ok(seconds > 3_500 && seconds < 3_602, String(seconds));
});

test("root alone makes and deletes its own keys", async () => {
  const { AccessKey } = await root.iam.send(new CreateAccessKeyCommand({}));
  const { AccessKeyMetadata } = await root.iam.send(new ListAccessKeysCommand({}));
  assert.deepEqual(
    AccessKeyMetadata?.map((key) => key.AccessKeyId).toSorted(),
    [ROOT_KEY, AccessKey?.AccessKeyId].toSorted(),
  );
  const theirs = { AccessKeyId: AccessKey?.AccessKeyId };
  // Without a name it is about the caller's own keys, and no name is root's.
  await assertRefused(admin.iam.send(new DeleteAccessKeyCommand(theirs)), {
    code: "NoSuchEntityException",
    status: 404,
  });
  await root.iam.send(new DeleteAccessKeyCommand(theirs));
});

test("root lets an administrator in again who has taken away the last permission", async () => {
  const own = { UserName: "admin", PolicyArn: ADMINISTRATOR };
  await admin.iam.send(new DetachUserPolicyCommand(own));
  const denied = { code: "AccessDenied", status: 403 };
  await assertRefused(admin.iam.send(new AttachUserPolicyCommand(own)), denied);
  await root.iam.send(new AttachUserPolicyCommand(own));
  assert.equal((await admin.iam.send(new ListUsersCommand({}))).Users?.length, 1);
});
