import assert from "node:assert/strict";
import { connect } from "node:net";
import { after, before, test } from "node:test";
import { IAMClient, ListUsersCommand } from "@aws-sdk/client-iam";
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { clientsOf } from "../installation/clients.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { sendRaw, signCall } from "../installation/raw-request.ts";
import { assertRefused } from "../installation/refusal.ts";

/** What is not proven is not answered, and each refusal says what was wrong. */
const CREDENTIALS = { accessKeyId: "AKIASEEDSEEDSANN", secretAccessKey: "story-secret-of-at-least-16" };
const IDENTITY_CALL = "Action=GetCallerIdentity&Version=2011-06-15";
const MINUTE_MS = 60_000;

let installation: TestInstallation;
before(async () => {
  installation = await startInstallation({
    accounts: [
      {
        id: "111111111111",
        users: [
          { name: "ann", accessKeys: [{ id: "AKIASEEDSEEDSANN", secret: CREDENTIALS.secretAccessKey }] },
        ],
      },
    ],
  });
});
after(() => installation.stop());

test("a request that is signed right is answered, with a request id", async () => {
  const answer = await sendRaw(
    installation,
    signCall(installation, IDENTITY_CALL, { credentials: CREDENTIALS }),
  );
  assert.equal(answer.status, 200);
  assert.match(answer.text, /<Arn>arn:aws:iam::111111111111:user\/ann<\/Arn>/);
  assert.match(answer.requestId ?? "", /^[0-9a-f-]{36}$/);
  assert.ok(answer.text.includes(answer.requestId ?? "none"));
});

test("anonymous", async () => {
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const answer = await sendRaw(installation, { headers, body: IDENTITY_CALL });
  assert.deepEqual(
    [answer.status, answer.code, answer.message],
    [403, "MissingAuthenticationToken", "Request is missing Authentication Token"],
  );
});

test("an unknown key, and a wrong secret", async () => {
  const unknown = clientsOf(installation, { ...CREDENTIALS, accessKeyId: "AKIANOBODY" });
  await assertRefused(unknown.sts.send(new GetCallerIdentityCommand({})), {
    code: "InvalidClientTokenId",
    status: 403,
    message: "The security token included in the request is invalid.",
  });
  const wrong = clientsOf(installation, { ...CREDENTIALS, secretAccessKey: "another-secret-altogether" });
  await assertRefused(wrong.sts.send(new GetCallerIdentityCommand({})), {
    code: "SignatureDoesNotMatch",
    status: 403,
    message: /^The request signature we calculated does not match the signature you provided\./,
  });
});

test("a clock that is wrong by more than the service allows", async () => {
  const services = [
    { service: "sts", body: IDENTITY_CALL, minutes: 15 },
    { service: "iam", body: "Action=GetUser&Version=2010-05-08", minutes: 5 },
  ];
  for (const { service, body, minutes } of services) {
    for (const offMinutes of [1 - minutes, minutes - 1, -minutes - 1, minutes + 1]) {
      const nowMs = Date.now() + offMinutes * MINUTE_MS;
      const call = signCall(installation, body, { credentials: CREDENTIALS, service, nowMs });
      const { code, message = "" } = await sendRaw(installation, call);
      const told = `${service} ${offMinutes} minutes: ${code} ${message}`;
      if (Math.abs(offMinutes) < minutes) {
        assert.notEqual(code, "SignatureDoesNotMatch", told);
      } else {
        assert.equal(code, "SignatureDoesNotMatch", told);
        assert.match(message, offMinutes < 0 ? /^Signature expired: / : /^Signature not yet current: /);
        assert.match(message, new RegExp(` ${minutes} min\\.\\)$`));
      }
    }
  }
});

test("who asks for JSON gets answers and refusals in it", async () => {
  const { headers, body } = signCall(installation, IDENTITY_CALL, { credentials: CREDENTIALS });
  const asking = { ...headers, accept: "application/json" };
  const answer = await sendRaw(installation, { headers: asking, body });
  const { GetCallerIdentityResponse } = JSON.parse(answer.text);
  assert.deepEqual(GetCallerIdentityResponse, {
    GetCallerIdentityResult: {
      UserId: GetCallerIdentityResponse.GetCallerIdentityResult.UserId,
      Account: "111111111111",
      Arn: "arn:aws:iam::111111111111:user/ann",
    },
    ResponseMetadata: { RequestId: answer.requestId },
  });
  assert.match(GetCallerIdentityResponse.GetCallerIdentityResult.UserId, /^AIDA/);
  const refused = await sendRaw(installation, { headers: asking, body: `${body}&Extra=1` });
  const { Error: error, RequestId } = JSON.parse(refused.text);
  assert.deepEqual(
    [refused.status, error.Code, error.Type, RequestId],
    [403, "SignatureDoesNotMatch", "Sender", refused.requestId],
  );
  const nameless = await sendRaw(installation, { headers: { accept: "application/json" }, body: "" });
  assert.equal(JSON.parse(nameless.text).Error.Code, "MissingAction");
});

test("another body under the same signature", async () => {
  const { headers } = signCall(installation, IDENTITY_CALL, { credentials: CREDENTIALS });
  const answer = await sendRaw(installation, { headers, body: `${IDENTITY_CALL}&Extra=1` });
  assert.deepEqual([answer.status, answer.code], [403, "SignatureDoesNotMatch"]);
});

test("a signature for another service", async () => {
  const answer = await sendRaw(
    installation,
    signCall(installation, IDENTITY_CALL, { credentials: CREDENTIALS, service: "s3" }),
  );
  assert.equal(answer.status, 403);
  assert.equal(answer.code, "SignatureDoesNotMatch");
  assert.match(answer.message ?? "", /Credential should be scoped to correct service: 'sts'/);
});

test("clients of any of AWS's regions are served, IAM's too, which sign for their own once an endpoint is set", async () => {
  const clientsIn = (region: string) => {
    const { endpoint } = installation;
    const configuration = { endpoint, region, credentials: CREDENTIALS, maxAttempts: 1 };
    return { iam: new IAMClient(configuration), sts: new STSClient(configuration) };
  };
  const ireland = clientsIn("eu-west-1");
  const { Account } = await ireland.sts.send(new GetCallerIdentityCommand({}));
  assert.equal(Account, "111111111111");
  // Who it is was proven; what is missing is a policy.
  await assertRefused(ireland.iam.send(new ListUsersCommand({})), {
    code: "AccessDenied",
    message: /is not authorized to perform: iam:ListUsers/,
  });
  await assertRefused(clientsIn("mars-north-1").sts.send(new GetCallerIdentityCommand({})), {
    code: "SignatureDoesNotMatch",
    message: /^Credential should be scoped to a valid region\. ?$/,
  });
});

test("a body over 1 MiB", async () => {
  const body = `${IDENTITY_CALL}&Extra=${"x".repeat(1_048_576)}`;
  const answer = await sendRaw(installation, signCall(installation, body, { credentials: CREDENTIALS }));
  assert.deepEqual([answer.status, answer.code], [413, "RequestEntityTooLarge"]);
});

test("more than 10,000 parameters", async () => {
  const body = `${IDENTITY_CALL}${"&A=1".repeat(10_000)}`;
  const answer = await sendRaw(installation, signCall(installation, body, { credentials: CREDENTIALS }));
  assert.deepEqual([answer.status, answer.code], [400, "TooManyParameters"]);
});

test("headers over 32 KiB, and what is not HTTP", async () => {
  const [overflow, nonsense] = await Promise.all([
    sendBytes(installation, `POST / HTTP/1.1\r\nHost: x\r\nX-Long: ${"y".repeat(33_000)}\r\n\r\n`),
    sendBytes(installation, "this is not HTTP\r\n\r\n"),
  ]);
  assert.match(overflow, /^HTTP\/1.1 431 /);
  assert.match(overflow, /<Code>RequestHeaderSectionTooLarge<\/Code>/);
  assert.match(nonsense, /^HTTP\/1.1 400 /);
});

test("an action that AWS does not have", async () => {
  const call = signCall(installation, "Action=MakeCoffee&Version=2011-06-15", { credentials: CREDENTIALS });
  const answer = await sendRaw(installation, call);
  assert.deepEqual([answer.status, answer.code], [400, "InvalidAction"]);
});

test("input that breaks a constraint is refused in AWS's words", async () => {
  const { sts } = clientsOf(installation, CREDENTIALS);
  const RoleArn = "arn:aws:iam::111111111111:role/Any";
  await assertRefused(sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "Session1:2" })), {
    code: "ValidationError",
    status: 400,
    message:
      "1 validation error detected: Value 'Session1:2' at 'roleSessionName' failed to satisfy constraint: " +
      "Member must satisfy regular expression pattern: [\\w+=,.@-]*",
  });
});

test("nothing went wrong inside", () => {
  assert.deepEqual(installation.errors, []);
});

/** Writes to the socket and reads until the server closes it. */
function sendBytes({ endpoint }: TestInstallation, bytes: string): Promise<string> {
  const { hostname, port } = new URL(endpoint);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    let text = "";
    socket.setTimeout(5_000, () => reject(new Error("The server did not answer.")));
    socket.on("data", (chunk) => {
      text += chunk;
    });
    socket.on("close", () => resolve(text));
    socket.on("error", reject);
  });
}
