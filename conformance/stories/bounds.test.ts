import assert from "node:assert/strict";
import { request as httpRequest } from "node:http";
import { after, before, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { readAuditText } from "../installation/audit.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { sendRaw, signCall } from "../installation/raw-request.ts";

const CREDENTIALS = { accessKeyId: "AKIAREFUSALREFUSAL", secretAccessKey: "secret-for-the-refusals" };

/** What the worst 30 kB cost that a stranger sends who knows a key id, over a real socket, counted in bytes. */
const KEY_ID = CREDENTIALS.accessKeyId;
let installation: TestInstallation;

before(async () => {
  installation = await startInstallation({
    accounts: [
      {
        id: "111111111111",
        users: [{ name: "alice", accessKeys: [{ id: KEY_ID, secret: CREDENTIALS.secretAccessKey }] }],
      },
    ],
  });
});
after(() => installation.stop());

interface Answer {
  readonly status: number;
  readonly body: string;
}

type Headers = Readonly<Record<string, string>>;

/** `fetch` takes a path and headers only as it likes them; an attacker does not. */
function send(headers: Headers, { path = "/", body = "" } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(`${installation.endpoint}`, { method: "POST", path, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }),
      );
    });
    request.on("error", reject);
    request.end(body);
  });
}

interface Signing {
  readonly signedHeaders: string;
  readonly service?: string;
}

function unproven({ signedHeaders, service = "sts" }: Signing): Headers {
  const timestamp = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, "");
  const credential = `${KEY_ID}/${timestamp.slice(0, 8)}/us-east-1/${service}/aws4_request`;
  return {
    "x-amz-date": timestamp,
    "content-type": "application/x-www-form-urlencoded",
    authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${signedHeaders}, Signature=${"0".repeat(64)}`,
  };
}

const CALL = "Action=GetCallerIdentity&Version=2011-06-15";
const BOUND_BYTES = 64 * 1024;

test("a signed header named 8,000 times is put together not even once", async () => {
  const headers = unproven({ signedHeaders: `host${";u".repeat(8_000)}` });
  const answer = await send({ ...headers, u: "'".repeat(14_000) }, { body: CALL });
  assert.equal(answer.status, 403);
  assert.match(answer.body, /<Code>SignatureDoesNotMatch<\/Code>/);
  assert.ok(answer.body.length < 1_000, `${answer.body.length}`);
});

test("what a mismatch repeats is bounded in every protocol", async () => {
  const u = "&".repeat(30_000);
  const signedHeaders = "host;u;x-amz-date";
  const query = await send({ ...unproven({ signedHeaders }), u }, { body: CALL });
  assert.match(query.body, /The Canonical String for this request should have been/);
  const json = await send({
    ...unproven({ signedHeaders: "host;u;x-amz-date;x-amz-target", service: "organizations" }),
    "content-type": "application/x-amz-json-1.1",
    "x-amz-target": "AWSOrganizationsV20161128.ListRoots",
    u,
  });
  assert.match(json.body, /InvalidSignatureException/);
  const rest = await send(
    { ...unproven({ signedHeaders, service: "account" }), u },
    { path: "/getContactInformation" },
  );
  assert.match(rest.body, /The Canonical String for this request should have been/);
  for (const { status, body } of [query, json, rest]) {
    assert.ok(status === 403 || status === 400);
    assert.ok(body.length < BOUND_BYTES, `${body.length}`);
  }
});

/** Events are written behind the requests, so that the last ones come a moment later. */
async function auditTextWhere(isWhole: (text: string) => boolean): Promise<string> {
  for (let tries = 0; tries < 100 && !isWhole(readAuditText(installation)); tries += 1) await wait(50);
  return readAuditText(installation);
}

function countLines(text: string, part: string): number {
  return text.split("\n").filter((line) => line.includes(part)).length;
}

test("requests that nobody signed leave a few records, and are counted", async () => {
  const before = readAuditText(installation).length;
  const flood = 400;
  for (let sent = 0; sent < flood; sent += 50) {
    const each = () => send({ "user-agent": "x".repeat(15_000) }, { body: CALL });
    await Promise.all(Array.from({ length: 50 }, each));
  }
  await wait(1_000);
  await send({}, { body: CALL });
  const metrics = await (await fetch(`${installation.endpoint}/_rolecall/metrics`)).text();
  const leftOut = Number(/^rolecall_audit_events_left_out (\d+)$/m.exec(metrics)?.[1]);
  const recorded = flood + 1 - leftOut;
  const unsigned = "MissingAuthenticationToken";
  const text = await auditTextWhere((records) => countLines(records, unsigned) >= recorded);
  assert.equal(countLines(text, unsigned), recorded);
  assert.match(text, /"eventsNotRecorded":/);
  assert.ok(text.length - before < 200_000, `${text.length - before} characters for ${flood} requests`);
  assert.match(metrics, /outcome="MissingAuthenticationToken"\} 401$/m);
});

test("a one-time code is in no record, whatever is wrong with it", async () => {
  const serial = "arn%3Aaws%3Aiam%3A%3A111111111111%3Amfa%2Fphone";
  for (const code of ["987654", "9876543"]) {
    const body = `Action=GetSessionToken&Version=2011-06-15&SerialNumber=${serial}&TokenCode=${code}`;
    const { status } = await sendRaw(
      installation,
      signCall(installation, body, { credentials: CREDENTIALS }),
    );
    assert.ok(status >= 400);
  }
  const called = '"eventName":"GetSessionToken"';
  const text = await auditTextWhere((records) => countLines(records, called) >= 2);
  assert.equal(countLines(text, called), 2);
  assert.ok(!text.includes("987654"));
});
