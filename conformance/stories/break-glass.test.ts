import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { CreateUserCommand, ListUsersCommand } from "@aws-sdk/client-iam";
import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import { readAuditLog } from "../installation/audit.ts";
import { type Clients, clientsOf, keysOf } from "../installation/clients.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { assertRefused } from "../installation/refusal.ts";

/** Support engineers may do little. In an emergency they take a strong role, for an hour, and the log says who did what. */
const ACCOUNT = "111111111111";
const EMERGENCY_ROLE = `arn:aws:iam::${ACCOUNT}:role/Emergency`;
const SECRET = "story-secret-of-at-least-16";

const emergencyTrust = {
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "WithMfa",
      Effect: "Allow",
      Principal: { AWS: ACCOUNT },
      Action: ["sts:AssumeRole", "sts:SetSourceIdentity"],
      Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } },
    },
    {
      Sid: "OnCall",
      Effect: "Allow",
      Principal: { AWS: ACCOUNT },
      Action: ["sts:AssumeRole", "sts:SetSourceIdentity"],
      Condition: { StringEquals: { "aws:PrincipalTag/on-call": "yes" } },
    },
  ],
};
const engineer = (name: string, onCall: string) => ({
  name,
  groups: ["Support"],
  tags: { "on-call": onCall },
  accessKeys: [{ id: `AKIASEEDSEEDSEED${name.toUpperCase()}`, secret: SECRET }],
});
const seed = {
  accounts: [
    {
      id: ACCOUNT,
      groups: [
        {
          name: "Support",
          inlinePolicies: {
            Little: {
              Version: "2012-10-17",
              Statement: [
                { Effect: "Allow", Action: "iam:ListUsers", Resource: "*" },
                {
                  Effect: "Allow",
                  Action: ["sts:AssumeRole", "sts:SetSourceIdentity"],
                  Resource: EMERGENCY_ROLE,
                },
              ],
            },
          },
        },
      ],
      users: [engineer("ann", "yes"), engineer("ben", "no")],
      roles: [
        {
          name: "Emergency",
          trust: emergencyTrust,
          policies: ["arn:aws:iam::aws:policy/AdministratorAccess"],
          maxSessionSeconds: 3600,
        },
      ],
    },
  ],
};

let installation: TestInstallation;
before(async () => {
  installation = await startInstallation(seed);
});
after(() => installation.stop());

const as = (accessKeyId: string): Clients =>
  clientsOf(installation, { accessKeyId, secretAccessKey: SECRET });
const breakGlass = (clients: Clients, durationSeconds = 3600) =>
  clients.sts.send(
    new AssumeRoleCommand({
      RoleArn: EMERGENCY_ROLE,
      RoleSessionName: "incident-42",
      SourceIdentity: "engineer-on-call",
      DurationSeconds: durationSeconds,
    }),
  );

test("an engineer's own permissions are few", async () => {
  const { iam } = as("AKIASEEDSEEDSEEDANN");
  assert.equal((await iam.send(new ListUsersCommand({}))).Users?.length, 2);
  await assertRefused(iam.send(new CreateUserCommand({ UserName: "intruder" })), {
    code: "AccessDenied",
    status: 403,
  });
});

test("who is not on call and shows no MFA does not get in", async () => {
  await assertRefused(breakGlass(as("AKIASEEDSEEDSEEDBEN")), { code: "AccessDenied", status: 403 });
});

test("who is on call gets in for an hour, not longer, and the log says who", async () => {
  const ann = as("AKIASEEDSEEDSEEDANN");
  await assertRefused(breakGlass(ann, 3601), {
    code: "ValidationError",
    message: "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
  });
  const { Credentials, SourceIdentity } = await breakGlass(ann);
  assert.equal(SourceIdentity, "engineer-on-call");
  await clientsOf(installation, keysOf(Credentials)).iam.send(
    new CreateUserCommand({ UserName: "repaired" }),
  );

  const events = await readAuditLog(installation);
  const refused = events.find(
    ({ eventName, errorCode }) => eventName === "AssumeRole" && errorCode === "AccessDenied",
  );
  assert.equal(refused?.userIdentity.arn, `arn:aws:iam::${ACCOUNT}:user/ben`);
  const assumed = events.find(
    ({ eventName, errorCode }) => eventName === "AssumeRole" && errorCode === undefined,
  );
  assert.equal(assumed?.userIdentity.arn, `arn:aws:iam::${ACCOUNT}:user/ann`);
  const created = events.find(
    ({ eventName, errorCode }) => eventName === "CreateUser" && errorCode === undefined,
  );
  assert.equal(created?.userIdentity.type, "AssumedRole");
  assert.equal(created?.userIdentity.arn, `arn:aws:sts::${ACCOUNT}:assumed-role/Emergency/incident-42`);
  assert.equal(created?.userIdentity.sessionContext?.sourceIdentity, "engineer-on-call");
});

test("an hour later the same credentials are refused", async () => {
  const { Credentials } = await breakGlass(as("AKIASEEDSEEDSEEDANN"));
  const keys = keysOf(Credentials);
  await clientsOf(installation, keys).iam.send(new ListUsersCommand({}));
  // The machine's own time goes on meanwhile.
  installation.advanceClock(3_570_000);
  await clientsOf(installation, keys).iam.send(new ListUsersCommand({}));
  installation.advanceClock(30_000);
  await assertRefused(clientsOf(installation, keys).iam.send(new ListUsersCommand({})), {
    code: "ExpiredToken",
    status: 403,
    message: "The security token included in the request is expired",
  });
});
