import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  GetUserCommand,
  SimulateCustomPolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from "@aws-sdk/client-iam";
import {
  AssumeRoleWithWebIdentityCommand,
  type AssumeRoleWithWebIdentityCommandInput,
  GetCallerIdentityCommand,
  STSClient,
} from "@aws-sdk/client-sts";
import { readAuditLog, readAuditText } from "../installation/audit.ts";
import { type Clients, clientsOf, keysOf } from "../installation/clients.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { startIssuer, type TestIssuer } from "../installation/issuer.ts";
import { assertRefused } from "../installation/refusal.ts";
import { ACCOUNT, ADMIN, seedWithAdmin } from "../installation/seed.ts";
import { detailsOf } from "../installation/toolbox.ts";

const ACTION = "sts:AssumeRoleWithWebIdentity";
const DENIED = { code: "AccessDenied", status: 403, message: `Not authorized to perform ${ACTION}` };
const NO_KEY = {
  code: "InvalidIdentityTokenException",
  status: 400,
  message:
    "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements",
};
const RoleArn = `arn:aws:iam::${ACCOUNT}:role/Visitor`;
const MINUTE = 60_000;

let installation: TestInstallation;
let issuer: TestIssuer;
let stranger: STSClient;
before(async () => {
  issuer = await startIssuer(() => Date.now() + (installation?.clockOffsetMs() ?? 0));
  installation = await startInstallation(seed(), ["--loopback-issuers"]);
  stranger = new STSClient({
    endpoint: installation.endpoint,
    region: "us-east-1",
    maxAttempts: 1,
    requestHandler: { httpAgent: { maxSockets: 500 } },
  });
});
after(async () => {
  issuer?.stop();
  await installation?.stop();
});

function seed() {
  const key = (name: string) => `${issuer.location}:${name}`;
  const own = {
    Effect: "Allow",
    Action: "iam:GetUser",
    Resource: `arn:aws:iam::${ACCOUNT}:user/of/\${${key("sub")}}/*`,
  };
  const trust = {
    Effect: "Allow",
    Principal: { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/${issuer.location}` },
    Action: [ACTION, "sts:TagSession"],
    Condition: { StringEquals: { [key("aud")]: "app" }, StringNotEquals: { [key("sub")]: "eve" } },
  };
  return seedWithAdmin({
    users: [
      { name: "phone", path: "/of/ann/" },
      { name: "tablet", path: "/of/bob/" },
    ],
    oidcProviders: [{ url: issuer.url, clientIds: ["app", "other"], tags: { team: "core" } }],
    roles: [
      {
        name: "Visitor",
        trust: { Version: "2012-10-17", Statement: trust },
        inlinePolicies: { Own: { Version: "2012-10-17", Statement: own } },
      },
    ],
  });
}

/** Signs by the clock of the installation as it is now. */
const admin = (): Clients => clientsOf(installation, ADMIN);

type Input = Partial<AssumeRoleWithWebIdentityCommandInput>;
async function assume(claims = {}, input: Input = {}) {
  const WebIdentityToken = await issuer.sign(claims);
  const command = { RoleArn, RoleSessionName: "visit", WebIdentityToken, ...input };
  return stranger.send(new AssumeRoleWithWebIdentityCommand(command));
}

test("a client without any key gets a role's session for a token, and works with it", async () => {
  const answer = await assume({ amr: ["pwd"] });
  assert.equal(answer.Provider, `arn:aws:iam::${ACCOUNT}:oidc-provider/${issuer.location}`);
  assert.deepEqual([answer.Audience, answer.SubjectFromWebIdentityToken], ["app", "ann"]);
  const session = clientsOf(installation, keysOf(answer.Credentials));
  const { Arn } = await session.sts.send(new GetCallerIdentityCommand({}));
  assert.equal(Arn, `arn:aws:sts::${ACCOUNT}:assumed-role/Visitor/visit`);
});

test("each session may touch what a policy variable on its token's subject allows, and nothing of others", async () => {
  const sessionOf = async (sub: string) =>
    clientsOf(installation, keysOf((await assume({ sub })).Credentials)).iam;
  const [ann, bob] = [await sessionOf("ann"), await sessionOf("bob")];
  assert.equal((await ann.send(new GetUserCommand({ UserName: "phone" }))).User?.Path, "/of/ann/");
  assert.equal((await bob.send(new GetUserCommand({ UserName: "tablet" }))).User?.Path, "/of/bob/");
  await assertRefused(ann.send(new GetUserCommand({ UserName: "tablet" })), { code: "AccessDenied" });
  await assertRefused(bob.send(new GetUserCommand({ UserName: "phone" })), { code: "AccessDenied" });
});

test("a table's items are each player's own, by their leading key", async () => {
  const subject = `${issuer.location}:sub`;
  const Resource = `arn:aws:dynamodb:us-east-1:${ACCOUNT}:table/Scores`;
  const Condition = { "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": [`\${${subject}}`] } };
  const Statement = { Effect: "Allow", Action: "dynamodb:PutItem", Resource, Condition };
  const decide = async (leadingKey: string) => {
    const { EvaluationResults } = await admin().iam.send(
      new SimulateCustomPolicyCommand({
        PolicyInputList: [JSON.stringify({ Version: "2012-10-17", Statement })],
        ActionNames: ["dynamodb:PutItem"],
        ResourceArns: [Resource],
        ContextEntries: [
          { ContextKeyName: subject, ContextKeyType: "string", ContextKeyValues: ["ann"] },
          {
            ContextKeyName: "dynamodb:LeadingKeys",
            ContextKeyType: "stringList",
            ContextKeyValues: [leadingKey],
          },
        ],
      }),
    );
    return EvaluationResults?.[0]?.EvalDecision;
  };
  assert.equal(await decide("ann"), "allowed");
  assert.equal(await decide("bob"), "implicitDeny");
});

test("refusals are AWS's: a condition, another audience, an expired token, no token at all", async () => {
  await assertRefused(assume({ sub: "eve" }), DENIED);
  await assertRefused(assume({ aud: "other" }), DENIED);
  await assertRefused(assume({ aud: "nobody" }), {
    code: "InvalidIdentityTokenException",
    status: 400,
    message:
      "The web identity token provided could not be validated. See the AssumeRoleWithWebIdentity documentation for requirements.",
  });
  await assertRefused(assume({ exp: 1_000_000_000 }), {
    code: "ExpiredTokenException",
    status: 400,
    message: /^Token expired: /,
  });
  await assertRefused(assume({}, { WebIdentityToken: "nonsense" }), {
    code: "InvalidIdentityTokenException",
    message: /is not a valid JWT/,
  });
  await assertRefused(assume({}, { WebIdentityToken: "x".repeat(20_001) }), {
    code: "ValidationError",
    message: /webIdentityToken.*20000/,
  });
  await assertRefused(assume({}, { DurationSeconds: 899 }), {
    code: "ValidationError",
    message: /'899' at 'durationSeconds'.*greater than or equal to 900/,
  });
});

test("a token that is refused stands nowhere in the audit log, and a denial is explained to the role's account", async () => {
  const WebIdentityToken = await issuer.sign({ sub: "eve" });
  await assertRefused(assume({}, { WebIdentityToken }), DENIED);
  const events = await readAuditLog(installation);
  const event = events.findLast(({ errorCode }) => errorCode === "AccessDenied");
  assert.deepEqual(
    [event?.eventName, event?.userIdentity.type],
    ["AssumeRoleWithWebIdentity", "WebIdentityUser"],
  );
  assert.ok(!readAuditText(installation).includes(WebIdentityToken.slice(-40)));
  const id = String(event?.additionalEventData?.authorizationId);
  const { body, status } = await detailsOf(installation, ADMIN, id);
  assert.equal(status, 200);
  const text = JSON.stringify(body);
  assert.ok(text.includes(ACTION) && text.includes(`${issuer.location}:sub`) && text.includes("eve"), text);
});

test("five hundred at once share one fetch of the keys, once those that are kept are no longer fresh", async () => {
  installation.advanceClock(61 * MINUTE);
  const before = issuer.fetches();
  const answers = await Promise.all(Array.from({ length: 500 }, () => assume()));
  assert.equal(answers.filter(({ Credentials }) => Credentials !== undefined).length, 500);
  assert.equal(issuer.fetches() - before, 1);
});

test("a key that the issuer turned to is found at once, and the one that it dropped is gone", async () => {
  installation.advanceClock(MINUTE);
  const old = await issuer.sign();
  await issuer.rotate();
  await assume();
  await assertRefused(assume({}, { WebIdentityToken: old }), NO_KEY);
});

test("while the issuer is down known keys go on, and others fail at once, in AWS's words", async () => {
  issuer.answer("broken");
  installation.advanceClock(61 * MINUTE);
  await assume();
  const known = await issuer.sign();
  await issuer.rotate();
  await assertRefused(assume(), NO_KEY);
  await assume({}, { WebIdentityToken: known });
  issuer.answer("well");
  installation.advanceClock(10 * MINUTE);
  await assume();
});

test("an issuer that never answers is given up in seconds, and holds up nobody else", async () => {
  issuer.answer("never");
  installation.advanceClock(61 * MINUTE);
  await issuer.rotate();
  const started = performance.now();
  const waiting = assertRefused(assume(), NO_KEY);
  await admin().sts.send(new GetCallerIdentityCommand({}));
  assert.ok(performance.now() - started < 3_000);
  await waiting;
  assert.ok(performance.now() - started < 9_000);
  issuer.answer("well");
});

test("roles cannot be made to trust every identity provider", async () => {
  const PolicyDocument = JSON.stringify({
    Version: "2012-10-17",
    Statement: { Effect: "Allow", Principal: { Federated: "*" }, Action: ACTION },
  });
  await assertRefused(
    admin().iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: "Visitor", PolicyDocument })),
    {
      code: "MalformedPolicyDocumentException",
      message: "Federated principals must be valid domain names or SAML metadata ARNs",
    },
  );
});
