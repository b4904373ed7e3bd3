import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { connect } from "node:tls";
import { signRequest } from "@rolecall/sigv4";
import { startTestProgram } from "../../program.test-support.ts";
import type { Program } from "../../program.ts";
import { runCommand } from "../policy/run-command.test-support.ts";

/** Clients that are pointed wrongly at a server: AWS's words where AWS has any, ours where a person needs to know the next step. */

const ID = "AKIAADMINADMINADMINA";
const secret = "test-secret-of-at-least-16";
const SEED = {
  accounts: [
    {
      id: "111111111111",
      users: [
        {
          name: "admin",
          policies: ["arn:aws:iam::aws:policy/AdministratorAccess"],
          accessKeys: [{ id: ID, secret }],
        },
      ],
    },
  ],
};

let folder: string;
let program: Program;
const log: string[] = [];
before(async () => {
  folder = mkdtempSync(join(tmpdir(), "rolecall-clients-"));
  const seed = join(folder, "seed.json");
  writeFileSync(seed, JSON.stringify(SEED));
  const args = ["--ephemeral", "--seed", seed, "--regions", "eu-west-1"];
  program = await startTestProgram(args, { logError: (message) => log.push(message) });
});
after(async () => {
  await program.close();
  rmSync(folder, { recursive: true });
});

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly isSigned?: boolean;
  readonly service?: string;
  readonly region?: string;
  readonly id?: string;
  readonly secretAccessKey?: string;
  readonly skewMs?: number;
}

async function send(sent: Sent): Promise<string> {
  const { method = "POST", path = "/", body = "", service = "iam", region = "us-east-1", id = ID } = sent;
  const headers: Record<string, string> = {
    host: new URL(program.endpoint).host,
    ...(method === "POST" && { "content-type": "application/x-www-form-urlencoded" }),
    ...sent.headers,
  };
  const listed = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
  const credentials = { accessKeyId: id, secretAccessKey: sent.secretAccessKey ?? secret };
  const nowMs = Date.now() + (sent.skewMs ?? 0);
  const signed =
    sent.isSigned === false
      ? {}
      : signRequest(
          { method, rawPath: path, rawQuery: "", headers: listed, payload: Buffer.from(body) },
          { credentials, region, service, nowMs },
        );
  const response = await fetch(`${program.endpoint}${path}`, {
    method,
    headers: { ...headers, ...signed },
    ...(method === "POST" && { body }),
  });
  const text = await response.text();
  const code = /<Code>(.*?)<\/Code>|"__type":"(?:[^"#]*#)?([^"]*)"/.exec(text);
  const message = /<Message>(.*?)(?:&#xA;.*)?<\/Message>|"message":"(.*?)"/is.exec(text);
  return [response.status, code?.[1] ?? code?.[2], (message?.[1] ?? message?.[2])?.trim()]
    .filter(Boolean)
    .join(" ");
}

const query = (Action: string, Version = "2010-05-08") => `Action=${Action}&Version=${Version}`;
const LIST = query("ListUsers");
const elsewhere = (service: string) =>
  `501 ServiceNotServed Rolecall serves identity (IAM and STS) and no other service, and this request is for ${service}. Set AWS_ENDPOINT_URL_IAM and AWS_ENDPOINT_URL_STS instead of AWS_ENDPOINT_URL, so that only identity comes here.`;
const NO_ROUTE =
  "404 No operation has this method and path. The endpoint that a client is given has no path: http://HOST:PORT.";

const ROWS: Readonly<Record<string, readonly [sent: Sent, says: string]>> = {
  "a region that the installation does not take": [
    { body: LIST, region: "ap-south-1" },
    "403 SignatureDoesNotMatch Credential should be scoped to a valid region, not 'ap-south-1'.",
  ],
  "a wrong secret": [
    { body: LIST, secretAccessKey: "wrong" },
    "403 SignatureDoesNotMatch The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.",
  ],
  "a key of another installation": [
    { body: LIST, id: "AKIANOBODYNOBODYNOBO" },
    "403 InvalidClientTokenId The security token included in the request is invalid.",
  ],
  "no key": [
    { body: LIST, isSigned: false },
    "403 MissingAuthenticationToken Request is missing Authentication Token",
  ],
  "another service's operation": [
    { body: LIST, service: "sts" },
    "400 InvalidAction Could not find operation ListUsers for version 2010-05-08",
  ],
  "an operation that is none": [
    { body: query("ListPeople") },
    "400 InvalidAction Could not find operation ListPeople for version 2010-05-08",
  ],
  "no version": [
    { body: "Action=ListUsers" },
    "400 InvalidAction Could not find operation ListUsers for version NO_VERSION_SPECIFIED",
  ],
  "no operation": [{ method: "GET", isSigned: false }, "400 MissingAction The request is missing an action."],
  "S3, by path": [
    {
      method: "GET",
      path: "/bucket/key",
      service: "s3",
      headers: { "x-amz-content-sha256": "UNSIGNED-PAYLOAD" },
    },
    elsewhere("s3"),
  ],
  DynamoDB: [
    {
      body: "{}",
      service: "dynamodb",
      headers: {
        "content-type": "application/x-amz-json-1.0",
        "x-amz-target": "DynamoDB_20120810.ListTables",
      },
    },
    elsewhere("dynamodb"),
  ],
  SQS: [{ body: query("ListQueues", "2012-11-05"), service: "sqs" }, elsewhere("sqs")],
  EC2: [{ body: query("DescribeInstances", "2016-11-15"), service: "ec2" }, elsewhere("ec2")],
  "an endpoint with a path": [{ body: LIST, path: "/iam" }, NO_ROUTE],
  "instance metadata": [{ method: "GET", path: "/latest/meta-data/", isSigned: false }, NO_ROUTE],
  "a path of Rolecall's that is none": [
    { method: "GET", path: "/_rolecall/helth", isSigned: false },
    "404 There is no GET /_rolecall/helth.",
  ],
  "a method that a path does not have": [
    { method: "POST", path: "/_rolecall/audit", isSigned: false },
    "404 There is no POST /_rolecall/audit.",
  ],
};
for (const [what, [sent, says]] of Object.entries(ROWS))
  test(`a client that sends ${what} is told`, async () => assert.equal(await send(sent), says));

test("a client whose clock is behind is told by how much", async () => {
  assert.match(
    await send({ body: LIST, skewMs: -3_600_000 }),
    /^403 SignatureDoesNotMatch Signature expired: \w+ is now earlier than \w+ \(\w+ - 5 min\.\)$/,
  );
});

test("of a client that speaks TLS who runs the server is told, once", async () => {
  const { hostname, port } = new URL(program.endpoint);
  for (let index = 0; index < 2; index += 1) {
    await new Promise<void>((resolve) => {
      const socket = connect({ host: hostname, port: Number(port), rejectUnauthorized: false });
      socket.on("error", () => resolve());
    });
  }
  assert.equal(log.length, 1);
  assert.match(
    log[0] ?? "",
    /^request \S+ was refused\. A client speaks TLS to this port, which speaks plain HTTP: give it http:\/\/ in the place of https:\/\/, or put TLS in front \(docs\/operations\.md\)\.$/,
  );
});

test("our own client says so itself", async () => {
  const environment = { AWS_ACCESS_KEY_ID: ID, AWS_SECRET_ACCESS_KEY: secret };
  const endpoint = program.endpoint.replace("http:", "https:");
  const { exitCode, stderr } = await runCommand(["audit", "grep", "x", "--endpoint", endpoint], {
    environment,
  });
  assert.deepEqual(
    [exitCode, stderr],
    [
      2,
      `rolecall audit grep: --endpoint ${endpoint}: what listens there speaks no TLS: write http:// in the place of https://.\n`,
    ],
  );
});
