import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  CreateRoleCommand,
  DeactivateMFADeviceCommand,
  GetUserCommand,
  ListMFADevicesCommand,
  PutUserPolicyCommand,
} from "@aws-sdk/client-iam";
import { AssumeRoleCommand, GetCallerIdentityCommand, GetSessionTokenCommand } from "@aws-sdk/client-sts";
import { readAuditLog } from "../installation/audit.ts";
import { type Clients, clientsOf, keysOf } from "../installation/clients.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { assertRefused } from "../installation/refusal.ts";
import { ACCOUNT, ADMIN, seedKeysOf, seedUser, seedWithAdmin } from "../installation/seed.ts";
import { codeAt } from "../installation/totp.ts";

const SEED = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const SerialNumber = `arn:aws:iam::${ACCOUNT}:mfa/bob`;
/** As AWS's guide has it: whoever came without a code may do nothing but get one. */
const ONLY_WITH_MFA = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Action: "*", Resource: "*" },
    {
      Effect: "Deny",
      NotAction: ["iam:ListMFADevices", "sts:GetSessionToken"],
      Resource: "*",
      Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } },
    },
  ],
});
const WRONG = {
  code: "AccessDenied",
  status: 403,
  message: "MultiFactorAuthentication failed with invalid MFA one time pass code. ",
};

let installation: TestInstallation;
let admin: Clients;
let bob: Clients;
before(async () => {
  const mfaDevices = [{ serialNumber: SerialNumber, kind: "virtual", seed: SEED, user: "bob" }];
  installation = await startInstallation(seedWithAdmin({ users: [seedUser("bob")], mfaDevices }));
  admin = clientsOf(installation, ADMIN);
  bob = clientsOf(installation, seedKeysOf("bob"));
  const policy = { UserName: "bob", PolicyName: "OnlyWithMfa", PolicyDocument: ONLY_WITH_MFA };
  await admin.iam.send(new PutUserPolicyCommand(policy));
});
after(() => installation?.stop());

const code = (steps = 0) => ({ SerialNumber, TokenCode: codeAt(SEED, Date.now(), steps) });
const session = (codes: object = {}) => bob.sts.send(new GetSessionTokenCommand(codes));

test("a user whose policy denies everything without MFA gets a session with a code, and works", async () => {
  await assertRefused(bob.iam.send(new GetUserCommand({})), { code: "AccessDenied", status: 403 });
  const { MFADevices } = await bob.iam.send(new ListMFADevicesCommand({}));
  assert.equal(MFADevices?.[0]?.SerialNumber, SerialNumber);
  const used = code();
  const withMfa = clientsOf(installation, keysOf((await session(used)).Credentials));
  const { User } = await withMfa.iam.send(new GetUserCommand({}));
  assert.equal(User?.UserName, "bob");
  await assertRefused(session(used), WRONG);
  const { MFADevices: own } = await withMfa.iam.send(new ListMFADevicesCommand({}));
  assert.equal(own?.length, 1);
});

test("a session without a code may call nothing of IAM's, and of STS's AssumeRole and GetCallerIdentity", async () => {
  const keys = keysOf((await session()).Credentials);
  const without = clientsOf(installation, keys);
  await assertRefused(without.iam.send(new GetUserCommand({})), {
    code: "InvalidClientTokenId",
    status: 403,
  });
  await assertRefused(without.sts.send(new GetSessionTokenCommand({})), { code: "InvalidClientTokenId" });
  const { Arn } = await without.sts.send(new GetCallerIdentityCommand({}));
  assert.equal(Arn, `arn:aws:iam::${ACCOUNT}:user/bob`);
});

test("a role whose trust asks for MFA is assumed with a code, by the one who has the device", async () => {
  const AssumeRolePolicyDocument = JSON.stringify({
    Version: "2012-10-17",
    Statement: {
      Effect: "Allow",
      Principal: { AWS: ACCOUNT },
      Action: "sts:AssumeRole",
      Condition: {
        Bool: { "aws:MultiFactorAuthPresent": "true" },
        NumericLessThan: { "aws:MultiFactorAuthAge": "300" },
      },
    },
  });
  await admin.iam.send(new CreateRoleCommand({ RoleName: "Careful", AssumeRolePolicyDocument }));
  const role = { RoleArn: `arn:aws:iam::${ACCOUNT}:role/Careful`, RoleSessionName: "bob" };
  await assertRefused(bob.sts.send(new AssumeRoleCommand(role)), { code: "AccessDenied", status: 403 });
  const used = code(1);
  const { Credentials } = await bob.sts.send(new AssumeRoleCommand({ ...role, ...used }));
  const { Arn } = await clientsOf(installation, keysOf(Credentials)).sts.send(
    new GetCallerIdentityCommand({}),
  );
  assert.equal(Arn, `arn:aws:sts::${ACCOUNT}:assumed-role/Careful/bob`);
  await assertRefused(bob.sts.send(new AssumeRoleCommand({ ...role, ...used })), WRONG);
  await assertRefused(admin.sts.send(new AssumeRoleCommand({ ...role, ...code(-1) })), {
    code: "AccessDenied",
    status: 403,
    message:
      "MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.",
  });
});

test("no code stands in the audit log, and it tells which sessions had MFA", async () => {
  const denied = { ...code(2), TokenCode: "424242" };
  await assertRefused(session(denied), WRONG);
  const events = await readAuditLog(installation);
  const text = JSON.stringify(events);
  assert.ok(!text.includes("424242") && !text.includes(SEED));
  assert.ok(text.includes('"mfaAuthenticated":"true"'));
});

test("a device that was taken away is unknown to the next call, and the session that knew of it goes on", async () => {
  // The first test's session spent the code of now, and the role's that of the next step.
  const withMfa = clientsOf(installation, keysOf((await session(code(-1))).Credentials));
  await admin.iam.send(new DeactivateMFADeviceCommand({ UserName: "bob", SerialNumber }));
  await assertRefused(session(code(-2)), {
    code: "AccessDenied",
    status: 403,
    message:
      "MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.",
  });
  await withMfa.iam.send(new GetUserCommand({}));
});
