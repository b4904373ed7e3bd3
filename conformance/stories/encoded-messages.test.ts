import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { CreateUserCommand } from "@aws-sdk/client-iam";
import { AssumeRoleCommand, DecodeAuthorizationMessageCommand } from "@aws-sdk/client-sts";
import { clientsOf } from "../installation/clients.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { signCall } from "../installation/raw-request.ts";
import { assertRefused } from "../installation/refusal.ts";

/** What a denial's header carries, DecodeAuthorizationMessage opens. */
const secret = "story-secret-of-at-least-16";
const A = "111111111111";
const B = "222222222222";
const HEADER = "x-rolecall-authorization-message";
const key = (id: string) => ({ accessKeyId: id, secretAccessKey: secret });
const admin = (id: string) => ({
  name: "admin",
  policies: ["arn:aws:iam::aws:policy/AdministratorAccess"],
  accessKeys: [{ id, secret }],
});

let installation: TestInstallation;
let other: TestInstallation;
before(async () => {
  const seed = {
    accounts: [
      {
        id: A,
        users: [
          admin("AKIASEEDSEEDADMINA"),
          {
            name: "ann",
            accessKeys: [{ id: "AKIASEEDSEEDSANN", secret }],
            inlinePolicies: {
              Own: {
                Version: "2012-10-17",
                Statement: { Sid: "NoUsers", Effect: "Deny", Action: "iam:CreateUser", Resource: "*" },
              },
            },
          },
        ],
      },
      { id: B, users: [admin("AKIASEEDSEEDADMINB")] },
    ],
  };
  installation = await startInstallation(seed);
  other = await startInstallation(seed, ["--authorization-ids", "off"]);
});
after(() => Promise.all([installation.stop(), other.stop()]));

const as = (id: string, at = installation) => clientsOf(at, key(id));

interface WithResponse extends Error {
  readonly $response?: { readonly headers: Readonly<Record<string, string>> };
}

/** What a denied call's answer carries. */
async function encodedOf(call: Promise<unknown>): Promise<string> {
  const error = await call.then(
    () => assert.fail("Was allowed."),
    (reason: WithResponse) => reason,
  );
  assert.equal(error.name, "AccessDenied", error.message);
  return error.$response?.headers[HEADER] ?? assert.fail("no encoded message");
}

const createUser = (at = installation) =>
  as("AKIASEEDSEEDSANN", at).iam.send(new CreateUserCommand({ UserName: "dan" }));
const decode = (EncodedMessage: string, id = "AKIASEEDSEEDADMINA", at = installation) =>
  as(id, at).sts.send(new DecodeAuthorizationMessageCommand({ EncodedMessage }));
const INVALID = { code: "InvalidAuthorizationMessageException", status: 400 };

test("a denial's encoded message opens as what was denied, and why", async () => {
  const encoded = await encodedOf(createUser());
  const { DecodedMessage } = await decode(encoded);
  const decoded = JSON.parse(DecodedMessage ?? "");
  assert.deepEqual([decoded.allowed, decoded.explicitDeny], [false, true]);
  assert.equal(decoded.matchedStatements.items[0].statementId, "NoUsers");
  assert.deepEqual(decoded.failures, { items: [] });
  const { principal, action, resource, conditions } = decoded.context;
  assert.deepEqual([principal.name, principal.arn], ["ann", `arn:aws:iam::${A}:user/ann`]);
  assert.deepEqual([action, resource], ["CreateUser", `arn:aws:iam::${A}:user/dan`]);
  const items: readonly { key: string; values: object }[] = conditions.items;
  assert.deepEqual(items.find((each) => each.key === "aws:SourceIp")?.values, {
    items: [{ value: "127.0.0.1" }],
  });
});

test("so it is with ids off, and nothing that is allowed or not of policies carries one", async () => {
  const encoded = await encodedOf(createUser(other));
  assert.match(
    (await decode(encoded, "AKIASEEDSEEDADMINA", other)).DecodedMessage ?? "",
    /"explicitDeny":true/,
  );
  const credentials = key("AKIASEEDSEEDADMINA");
  const forms = [
    { form: "Action=GetCallerIdentity&Version=2011-06-15", service: "sts", status: 200 },
    { form: "Action=GetUser&UserName=nobody&Version=2010-05-08", service: "iam", status: 404 },
  ];
  for (const { form, service, status } of forms) {
    const { headers, body } = signCall(installation, form, { credentials, service });
    const response = await fetch(installation.endpoint, { method: "POST", headers, body });
    assert.deepEqual([response.status, response.headers.get(HEADER)], [status, null]);
  }
});

test("a message that is broken, foreign, or of another account does not open", async () => {
  const encoded = await encodedOf(createUser());
  const broken = `${encoded.slice(0, -4)}${encoded.endsWith("AAAA") ? "BBBB" : "AAAA"}`;
  for (const message of [broken, encoded.slice(1), "not-one", "x".repeat(10_240)]) {
    await assertRefused(decode(message), INVALID);
  }
  await assertRefused(decode(await encodedOf(createUser(other))), INVALID);
  await assertRefused(decode(encoded, "AKIASEEDSEEDADMINB"), INVALID);
  await assertRefused(decode(encoded, "AKIASEEDSEEDSANN"), { code: "AccessDenied", status: 403 });
});

test("a denial across accounts carries one that tells the caller's own part", async () => {
  const RoleArn = `arn:aws:iam::${A}:role/Nothing`;
  const call = as("AKIASEEDSEEDADMINB").sts.send(
    new AssumeRoleCommand({ RoleArn, RoleSessionName: "admin" }),
  );
  const { DecodedMessage } = await decode(await encodedOf(call), "AKIASEEDSEEDADMINB");
  const { explicitDeny, matchedStatements, context } = JSON.parse(DecodedMessage ?? "");
  assert.deepEqual([explicitDeny, matchedStatements.items, context.resource], [false, [], RoleArn]);
});
