import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { CreateUserCommand, GetUserCommand, ListUsersCommand } from "@aws-sdk/client-iam";
import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import { readAuditLog } from "../installation/audit.ts";
import { clientsOf, keysOf } from "../installation/clients.ts";
import { deniedMessageOf, readDeniedMessage } from "../installation/denied.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";

/** What denials tell. */
const secret = "story-secret-of-at-least-16";
const A = "111111111111";
const B = "222222222222";
const ROLE = `arn:aws:iam::${A}:role/Deploy`;
const GUARD = `arn:aws:iam::${A}:policy/team/Guard`;
const deny = (Action: string) => ({
  Version: "2012-10-17",
  Statement: { Sid: "Guarded", Effect: "Deny", Action, Resource: "*" },
});
const allow = (Action: string) => ({
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Action, Resource: "*" },
});

const SEED = {
  accounts: [
    {
      id: A,
      policies: [{ name: "Guard", path: "/team/", document: deny("iam:CreateUser") }],
      users: [
        {
          name: "ann",
          policies: ["arn:aws:iam::aws:policy/IAMFullAccess", "Guard"],
          inlinePolicies: { Own: deny("iam:GetUser") },
          accessKeys: [{ id: "AKIASEEDSEEDSANN", secret }],
        },
        { name: "bob", accessKeys: [{ id: "AKIASEEDSEEDSBOB", secret }] },
        {
          name: "cat",
          policies: ["arn:aws:iam::aws:policy/IAMFullAccess"],
          permissionsBoundary: "Guard",
          accessKeys: [{ id: "AKIASEEDSEEDSCAT", secret }],
        },
      ],
      roles: [
        {
          name: "Deploy",
          policies: ["arn:aws:iam::aws:policy/IAMFullAccess"],
          trust: {
            Version: "2012-10-17",
            Statement: {
              Effect: "Allow",
              Principal: { AWS: `arn:aws:iam::${A}:user/bob` },
              Action: "sts:AssumeRole",
            },
          },
        },
      ],
    },
    {
      id: B,
      users: [
        {
          name: "eve",
          inlinePolicies: { All: allow("*") },
          accessKeys: [{ id: "AKIASEEDSEEDSEVE", secret }],
        },
      ],
    },
  ],
};

let installation: TestInstallation;
before(async () => {
  installation = await startInstallation(SEED);
});
after(() => installation.stop());

const as = (accessKeyId: string, at = installation) =>
  clientsOf(at, { accessKeyId, secretAccessKey: secret });
const user = (name: string) => `User: arn:aws:iam::${A}:user/${name}`;
const denied = async (call: Promise<unknown>) => readDeniedMessage(await deniedMessageOf(call));

test("a denial ends with a link to this installation's console and the id, in AWS's words", async () => {
  const { reason, link, id } = await denied(
    as("AKIASEEDSEEDSBOB").iam.send(new GetUserCommand({ UserName: "ann" })),
  );
  const because = "because no identity-based policy allows the iam:GetUser action";
  assert.equal(
    reason,
    `${user("bob")} is not authorized to perform: iam:GetUser on resource: user ann ${because}`,
  );
  assert.equal(link, `${installation.endpoint}/iam/home?region=us-east-1#/authorization-details/${id}`);
});

test("a managed policy that denies is told by its ARN, an inline one by its kind alone", async () => {
  const { iam } = as("AKIASEEDSEEDSANN");
  const { reason } = await denied(iam.send(new CreateUserCommand({ UserName: "dan" })));
  const resource = `arn:aws:iam::${A}:user/dan`;
  assert.equal(
    reason,
    `${user("ann")} is not authorized to perform: iam:CreateUser on resource: ${resource} with an explicit deny in an identity-based policy: ${GUARD}`,
  );
  const inline = await denied(iam.send(new GetUserCommand({ UserName: "bob" })));
  assert.match(inline.reason, /on resource: user bob with an explicit deny in an identity-based policy$/);
});

test("so is a permissions boundary, and a managed policy that a session was given", async () => {
  const bounded = await denied(as("AKIASEEDSEEDSCAT").iam.send(new CreateUserCommand({ UserName: "dan" })));
  assert.ok(
    bounded.reason.endsWith(`with an explicit deny in a permissions boundary: ${GUARD}`),
    bounded.reason,
  );
  const assume = new AssumeRoleCommand({
    RoleArn: ROLE,
    RoleSessionName: "bob",
    PolicyArns: [{ arn: GUARD }],
  });
  const { Credentials } = await as("AKIASEEDSEEDSBOB").sts.send(assume);
  const { iam } = clientsOf(installation, keysOf(Credentials));
  const { reason } = await denied(iam.send(new CreateUserCommand({ UserName: "dan" })));
  assert.ok(reason.endsWith(`with an explicit deny in a session policy: ${GUARD}`), reason);
});

test("another account's denial gives no reason and no policy, and has an id", async () => {
  const call = as("AKIASEEDSEEDSEVE").sts.send(
    new AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName: "eve" }),
  );
  const { reason } = await denied(call);
  assert.equal(
    reason,
    `User: arn:aws:iam::${B}:user/eve is not authorized to perform: sts:AssumeRole on resource: ${ROLE}`,
  );
});

test("the audit record has layer, decision and id", async () => {
  const { id } = await denied(as("AKIASEEDSEEDSBOB").iam.send(new ListUsersCommand({})));
  const events = await readAuditLog(installation);
  const event = events.find((each) => each.additionalEventData?.authorizationId === id);
  assert.deepEqual(event?.additionalEventData, {
    policyLayer: "identity",
    decision: "implicitDeny",
    authorizationId: id,
  });
});

test("with ids off the texts are what they were", async () => {
  const off = await startInstallation(SEED, ["--authorization-ids", "off"]);
  try {
    const { iam } = as("AKIASEEDSEEDSANN", off);
    const message = await deniedMessageOf(iam.send(new CreateUserCommand({ UserName: "dan" })));
    assert.equal(
      message,
      `${user("ann")} is not authorized to perform: iam:CreateUser on resource: arn:aws:iam::${A}:user/dan with an explicit deny in an identity-based policy`,
    );
  } finally {
    await off.stop();
  }
});
