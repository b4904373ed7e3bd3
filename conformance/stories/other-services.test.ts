import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { createSigningKeyCache, signRequest } from "@rolecall/sigv4";
import { readAuditLog } from "../installation/audit.ts";
import { missingClient, runClient } from "../installation/external-client.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";

/** Somebody sets AWS_ENDPOINT_URL and asks for a bucket: the answer says, where their client shows it, what to set instead. */
const CREDENTIALS = { accessKeyId: "AKIASEEDSEEDSANN", secretAccessKey: "story-secret-of-at-least-16" };
const MESSAGE = (service: string) =>
  `Rolecall serves identity (IAM and STS) and no other service, and this request is for ${service}. Set AWS_ENDPOINT_URL_IAM and AWS_ENDPOINT_URL_STS instead of AWS_ENDPOINT_URL, so that only identity comes here.`;
const skip = missingClient("aws", "--version");

let installation: TestInstallation;
before(async () => {
  const accessKeys = [{ id: CREDENTIALS.accessKeyId, secret: CREDENTIALS.secretAccessKey }];
  installation = await startInstallation({
    accounts: [{ id: "111111111111", users: [{ name: "ann", accessKeys }] }],
  });
});
after(() => installation.stop());

interface Sent {
  readonly service: string;
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

async function send({ service, method = "POST", path = "/", headers = {}, body = "" }: Sent) {
  const url = new URL(path, installation.endpoint);
  const all: Readonly<Record<string, string>> = { host: url.host, ...headers };
  const request = {
    method,
    rawPath: url.pathname,
    rawQuery: url.search.slice(1),
    headers: Object.fromEntries(Object.entries(all).map(([name, value]) => [name, [value]])),
    payload: Buffer.from(body),
  };
  const signature = signRequest(request, {
    credentials: CREDENTIALS,
    region: "us-east-1",
    service,
    nowMs: Date.now(),
    signingKeys: createSigningKeyCache({ capacity: 1 }),
  });
  const sent = method === "GET" || method === "HEAD" ? {} : { body };
  const response = await fetch(url, { method, headers: { ...all, ...signature }, ...sent });
  const { status } = response;
  return { status, type: response.headers.get("content-type"), response, text: await response.text() };
}

test("S3 answers in S3's XML, HEAD with its status alone", async () => {
  const answer = await send({ service: "s3", method: "PUT", path: "/bucket/a%20key?x=%zz", body: "bytes" });
  assert.deepEqual([answer.status, answer.type], [501, "application/xml"]);
  const error = `<Error><Code>ServiceNotServed</Code><Message>${MESSAGE("s3")}</Message><RequestId>`;
  assert.ok(answer.text.includes(error), answer.text);
  const head = await send({ service: "s3", method: "HEAD", path: "/bucket" });
  assert.deepEqual([head.status, head.text], [501, ""]);
});

test("EC2 and Query services answer in their XML", async () => {
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const instances = "Action=DescribeInstances&Version=2016-11-15";
  const ec2 = await send({ service: "ec2", headers, body: instances });
  assert.equal(ec2.status, 501);
  assert.match(ec2.text, /<Response><Errors><Error><Code>ServiceNotServed<\/Code>.*<RequestID>/);
  const sns = await send({ service: "sns", headers, body: "Action=ListTopics&Version=2010-03-31" });
  assert.equal(sns.status, 501);
  assert.match(sns.text, /^<ErrorResponse><Error><Type>Receiver<\/Type><Code>ServiceNotServed<\/Code>/);
});

test("the JSON protocols answer in JSON", async () => {
  const headers = {
    "content-type": "application/x-amz-json-1.0",
    "x-amz-target": "DynamoDB_20120810.ListTables",
  };
  const dynamodb = await send({ service: "dynamodb", headers, body: "{}" });
  assert.equal(dynamodb.status, 501);
  assert.deepEqual(JSON.parse(dynamodb.text), { __type: "ServiceNotServed", message: MESSAGE("dynamodb") });
  const lambda = await send({ service: "lambda", method: "GET", path: "/2015-03-31/functions/" });
  assert.equal(lambda.response.headers.get("x-amzn-errortype"), "ServiceNotServed");
  assert.deepEqual([lambda.status, JSON.parse(lambda.text)], [501, { message: MESSAGE("lambda") }]);
});

test("the AWS CLI shows it", { skip }, async () => {
  const commands = [
    ["s3", "s3api", "list-buckets"],
    ["ec2", "ec2", "describe-regions"],
    ["dynamodb", "dynamodb", "list-tables"],
    ["lambda", "lambda", "list-functions"],
  ];
  const environment = {
    AWS_ENDPOINT_URL: installation.endpoint,
    AWS_DEFAULT_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
  };
  for (const [service = "", ...args] of commands) {
    const { code, stderr } = await runClient("aws", { args, environment });
    assert.notEqual(code, 0);
    assert.match(stderr, /An error occurred \(ServiceNotServed\)/, args.join(" "));
    assert.ok(stderr.includes(MESSAGE(service)), stderr);
  }
});

test("such requests are in the audit log, and a long name of a service is cut", async () => {
  const answer = await send({ service: "x".repeat(9_000), headers: { "content-type": "application/json" } });
  assert.deepEqual(JSON.parse(answer.text), { message: MESSAGE("x".repeat(64)) });
  const events = await readAuditLog(installation);
  assert.ok(events.length > 6);
  for (const { errorCode, userIdentity } of events) {
    assert.deepEqual([errorCode, userIdentity.type], ["ServiceNotServed", "Unknown"]);
  }
});
