import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { presignRequest, type SignedRequest, type SigningCredentials, signRequest } from "@rolecall/sigv4";
import { startTestProgram } from "./program.test-support.ts";
import type { Program } from "./program.ts";

/** The whole program over a socket: what the protocols, the audit log and a reset make of requests. */
const ACCOUNT = "111111111111";
const ADMIN = { accessKeyId: "AKIAADMINADMINADMIN", secretAccessKey: "test-secret-of-at-least-16" };
/** As short as an id may be. */
const SPARE_KEY_ID = "AKIASPARESPARE16";
const SEED = {
  accounts: [
    {
      id: ACCOUNT,
      users: [
        {
          name: "admin",
          policies: ["arn:aws:iam::aws:policy/AdministratorAccess"],
          inlinePolicies: {
            Home: {
              Version: "2012-10-17",
              Statement: {
                Effect: "Deny",
                Action: "iam:*",
                Resource: "*",
                Condition: { StringNotEquals: { "aws:RequestedRegion": "us-east-1" } },
              },
            },
          },
          accessKeys: [{ id: ADMIN.accessKeyId, secret: ADMIN.secretAccessKey }],
        },
        { name: "spare", accessKeys: [{ id: SPARE_KEY_ID, secret: ADMIN.secretAccessKey }] },
      ],
    },
  ],
};

let folder: string;
let program: Program;
const errors: string[] = [];

function start(...args: readonly string[]): Promise<Program> {
  return startTestProgram(args, { logError: (message) => errors.push(message) });
}

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "rolecall-program-"));
  writeFileSync(join(folder, "seed.json"), JSON.stringify(SEED));
  program = await start("--data", folder, "--seed", join(folder, "seed.json"), "--audit-strangers", "1000");
});
after(async () => {
  await program.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Sending {
  readonly service?: string;
  readonly region?: string;
  readonly credentials?: SigningCredentials | "none";
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly endpoint?: string;
}

async function send(sending: Sending) {
  const { service = "sts", region = "us-east-1", credentials = ADMIN, method = "POST", path = "/" } = sending;
  const endpoint = sending.endpoint ?? program.endpoint;
  const [rawPath = "/", rawQuery = ""] = path.split("?");
  const headers = { host: new URL(endpoint).host, ...sending.headers };
  const request: SignedRequest = {
    method,
    rawPath,
    rawQuery,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
    payload: Buffer.from(sending.body ?? ""),
  };
  const signature =
    credentials === "none" ? {} : signRequest(request, { credentials, region, service, nowMs: Date.now() });
  const response = await fetch(`${endpoint}${path}`, {
    method,
    headers: { ...headers, ...signature },
    ...(sending.body !== undefined && { body: sending.body }),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

const FORM = { "content-type": "application/x-www-form-urlencoded" };
const form = (service: "sts" | "iam", Action: string, more: Readonly<Record<string, string>> = {}) =>
  new URLSearchParams({
    Action,
    Version: service === "iam" ? "2010-05-08" : "2011-06-15",
    ...more,
  }).toString();
const call = (
  service: "sts" | "iam",
  action: string,
  more: Readonly<Record<string, string>> = {},
  how: Sending = {},
) => send({ service, headers: FORM, body: form(service, action, more), ...how });
const identityStore = (credentials: Sending["credentials"] = ADMIN) =>
  send({
    service: "identitystore",
    credentials,
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": "AWSIdentityStore.ListUsers",
    },
    body: "{}",
  });

test("a JSON service that is not built says so in JSON, to who is known", async () => {
  const answer = await identityStore();
  assert.equal(answer.status, 501);
  assert.equal(answer.headers.get("content-type"), "application/x-amz-json-1.1");
  assert.ok(answer.headers.get("x-amzn-requestid"));
  assert.equal(JSON.parse(answer.text).__type.split("#").at(-1), "NotImplemented");
});

test("a signature that is wrong is told in the dialect of JSON", async () => {
  const wrong = await identityStore({ ...ADMIN, secretAccessKey: "wrong" });
  assert.match(JSON.parse(wrong.text).__type, /InvalidSignatureException$/);
  const unknown = await identityStore({ ...ADMIN, accessKeyId: "AKIANOBODY" });
  assert.match(JSON.parse(unknown.text).__type, /UnrecognizedClientException$/);
  const missing = await identityStore("none");
  assert.match(JSON.parse(missing.text).__type, /MissingAuthenticationToken/);
  for (const { status } of [wrong, unknown, missing]) assert.equal(status, 400);
});

test("a REST service's operation without a signature is answered in its own protocol", async () => {
  const answer = await send({
    credentials: "none",
    path: "/client/register",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ clientName: "x", clientType: "public" }),
  });
  assert.equal(answer.status, 501);
  assert.match(answer.headers.get("x-amzn-errortype") ?? "", /NotImplemented/);
  assert.match(JSON.parse(answer.text).message, /Rolecall has not built sso-oidc:RegisterClient yet/);
});

test("every way to ask without a signature is refused", async () => {
  for (const method of ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH"]) {
    const path = `/?${form("sts", "GetCallerIdentity")}`;
    assert.equal((await send({ method, path, credentials: "none" })).status, 403, method);
  }
  for (const path of ["/iam", "/_rolecall", "//", "/%2f"]) {
    const { status } = await send({ method: "GET", path, credentials: "none" });
    assert.ok(status === 403 || status === 404, `${path} ${status}`);
  }
});

test("a presigned GetCallerIdentity works for its own method and query alone", async () => {
  const rawQuery = form("sts", "GetCallerIdentity");
  const host = new URL(program.endpoint).host;
  const request = {
    method: "GET",
    rawPath: "/",
    rawQuery,
    headers: { host: [host] },
    payload: Buffer.alloc(0),
  };
  const query = presignRequest(request, {
    credentials: ADMIN,
    region: "eu-west-1",
    service: "sts",
    nowMs: Date.now(),
    expiresSeconds: 60,
  });
  const ask = (method: string, text: string) => fetch(`${program.endpoint}/?${text}`, { method });
  assert.equal((await ask("GET", query)).status, 200);
  for (const [method, text] of [
    ["HEAD", query],
    ["POST", query],
    ["GET", query.replace("GetCallerIdentity", "GetSessionToken")],
    ["GET", `${query}&Extra=1`],
    ["GET", query.replace("X-Amz-Expires=60", "X-Amz-Expires=600")],
  ] as const) {
    assert.equal((await ask(method, text)).status, 403, `${method} ${text}`);
  }
});

test("IAM is in the home region, wherever the client thinks that it is", async () => {
  const answer = await call("iam", "GetUser", {}, { region: "eu-west-1" });
  assert.equal(answer.status, 200, answer.text);
});

test("a region that is not served is refused in the service's words, IAM's from wherever a client is", async () => {
  const refused = await call("sts", "GetCallerIdentity", {}, { region: "mars-north-1" });
  assert.equal(refused.status, 403, refused.text);
  assert.match(
    refused.text,
    /<Code>SignatureDoesNotMatch<\/Code><Message>Credential should be scoped to a valid region. <\/Message>/,
  );
  const asGlobal = await call("iam", "GetUser", {}, { region: "aws-global" });
  assert.equal(asGlobal.status, 403, asGlobal.text);
  assert.match(
    asGlobal.text,
    /<Message>Credential should be scoped to a valid region, not 'aws-global'. <\/Message>/,
  );
  assert.equal((await call("sts", "GetCallerIdentity", {}, { region: "ap-southeast-2" })).status, 200);
  // AWS has it, and the account has not turned it on.
  const optIn = await call("sts", "GetCallerIdentity", {}, { region: "ap-southeast-7" });
  assert.equal(optIn.status, 403, optIn.text);
  assert.match(optIn.text, /<Code>InvalidClientTokenId<\/Code>/);
});

test("--regions says which are served", async () => {
  const own = mkdtempSync(join(tmpdir(), "rolecall-regions-"));
  const other = await start("--data", own, "--seed", join(folder, "seed.json"), "--regions", "local");
  const statusIn = async (service: "iam" | "sts", region: string) => {
    const action = service === "iam" ? "GetUser" : "GetCallerIdentity";
    return (await call(service, action, {}, { region, endpoint: other.endpoint })).status;
  };
  try {
    assert.deepEqual(
      [
        await statusIn("sts", "local"),
        await statusIn("sts", "us-east-1"),
        await statusIn("sts", "eu-west-1"),
      ],
      [200, 200, 403],
    );
    assert.deepEqual(
      [
        await statusIn("iam", "local"),
        await statusIn("iam", "us-east-1"),
        await statusIn("iam", "eu-west-1"),
      ],
      [200, 200, 403],
    );
  } finally {
    await other.close();
    rmSync(own, { recursive: true });
  }
});

test("a seeded key is a key like any other: it can be deactivated and deleted", async () => {
  const spare = { UserName: "spare", AccessKeyId: SPARE_KEY_ID };
  const credentials = { ...ADMIN, accessKeyId: SPARE_KEY_ID };
  const identity = () => call("sts", "GetCallerIdentity", {}, { credentials });
  assert.equal((await identity()).status, 200);
  const update = await call("iam", "UpdateAccessKey", { ...spare, Status: "Inactive" });
  assert.equal(update.status, 200, update.text);
  assert.equal((await identity()).status, 403);
  assert.equal((await call("iam", "DeleteAccessKey", spare)).status, 200);
});

test("names like those that every object has are names", async () => {
  for (const UserName of ["__proto__", "constructor"]) {
    assert.equal((await call("iam", "GetUser", { UserName })).status, 404);
    const tag = { "Tags.member.1.Key": "__proto__", "Tags.member.1.Value": "x" };
    assert.equal((await call("iam", "CreateUser", { UserName, ...tag })).status, 200);
    const found = await call("iam", "GetUser", { UserName });
    assert.match(found.text, new RegExp(`<UserName>${UserName}</UserName>`));
    assert.match(found.text, /<Key>__proto__<\/Key>/);
  }
});

test("the audit log holds whole lines, and nothing that was signed or typed in secret", async () => {
  const { text } = await call("sts", "GetSessionToken");
  const tag = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1] ?? "";
  const session = {
    accessKeyId: tag("AccessKeyId"),
    secretAccessKey: tag("SecretAccessKey"),
    sessionToken: tag("SessionToken"),
  };
  assert.ok(session.sessionToken.length > 100);
  const wrong = { ...session, secretAccessKey: "wrong" };
  const refused = await call("sts", "GetCallerIdentity", {}, { credentials: wrong });
  assert.equal(refused.status, 403);
  const path = `/?${form("iam", "CreateLoginProfile", { UserName: "admin", Password: "typed-in-Secret-1" })}`;
  assert.equal((await send({ method: "GET", path, service: "iam", credentials: wrong })).status, 403);
  const Password = "typed-in-Secret-2";
  await call("iam", "CreateLoginProfile", { UserName: "admin", Password: `${Password}${"\u0000"}` });
  assert.equal((await call("iam", "CreateLoginProfile", { UserName: "admin", Password })).status, 200);
  await call("iam", "CreateUser", { UserName: "path", Path: '/"quoted\\"/' });
  await new Promise((resolve) => setTimeout(resolve, 100));
  const log = readdirSync(join(folder, "audit"))
    .map((name) => readFileSync(join(folder, "audit", name), "utf8"))
    .join("");
  const events = log
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  for (const secret of [session.sessionToken, session.secretAccessKey, "typed-in", ADMIN.secretAccessKey]) {
    assert.ok(!log.includes(secret) && !log.includes(encodeURIComponent(secret)), secret.slice(0, 12));
  }
  const issued = events.find((event) => event.eventName === "GetSessionToken" && event.responseElements);
  assert.equal(issued.userIdentity.type, "IAMUser");
  assert.equal(issued.responseElements.credentials.accessKeyId, session.accessKeyId);
  const failed = events.find((event) => event.errorCode === "SignatureDoesNotMatch");
  assert.match(failed.errorMessage, /^The request signature we calculated does not match/);
  assert.deepEqual(failed.userIdentity, { type: "Unknown" });
  assert.ok(events.some((event) => event.requestParameters?.path === '/"quoted\\"/'));
});

test("what was pending is in the store once the program has closed", async () => {
  const data = join(folder, "closing");
  const first = await start("--data", data, "--seed", join(folder, "seed.json"));
  await call("iam", "CreateUser", { UserName: "late" }, { endpoint: first.endpoint });
  await first.close();
  const second = await start("--data", data);
  try {
    const at = { endpoint: second.endpoint };
    assert.equal((await call("iam", "GetUser", { UserName: "late" }, at)).status, 200);
    const used = await call("iam", "GetAccessKeyLastUsed", { AccessKeyId: ADMIN.accessKeyId }, at);
    assert.match(used.text, /<ServiceName>iam<\/ServiceName>/);
  } finally {
    await second.close();
  }
});

test("a reset leads back to the account and key of the first start, also when two come at once", async () => {
  const ephemeral = await start("--ephemeral");
  try {
    const key = ephemeral.prepared.firstStart?.profiles[0]?.key;
    assert.ok(key);
    const at = {
      endpoint: ephemeral.endpoint,
      credentials: { accessKeyId: key.id, secretAccessKey: key.secret },
    };
    assert.equal((await call("iam", "CreateUser", { UserName: "x" }, at)).status, 200);
    const reset = () => fetch(`${ephemeral.endpoint}/_rolecall/reset`, { method: "POST" });
    const answers = await Promise.all([reset(), reset(), reset()]);
    assert.deepEqual(
      answers.map(({ status }) => status),
      [204, 204, 204],
    );
    assert.equal((await call("iam", "GetUser", { UserName: "x" }, at)).status, 404);
    const health = await (await fetch(`${ephemeral.endpoint}/_rolecall/health`)).json();
    assert.equal((health as { enforcement: string }).enforcement, "on");
  } finally {
    await ephemeral.close();
  }
});

test("behind a trusted proxy conditions and records tell of the client, and of nobody's word but the proxy's", async () => {
  const data = join(folder, "proxied");
  const near = { accessKeyId: "AKIANEARNEARNEARNEA", secretAccessKey: ADMIN.secretAccessKey };
  const Condition = { IpAddress: { "aws:SourceIp": "203.0.113.7" }, Bool: { "aws:SecureTransport": "true" } };
  const Statement = { Effect: "Allow", Action: "iam:GetUser", Resource: "*", Condition };
  const user = {
    name: "near",
    inlinePolicies: { Near: { Version: "2012-10-17", Statement } },
    accessKeys: [{ id: near.accessKeyId, secret: near.secretAccessKey }],
  };
  const seed = join(folder, "proxied.json");
  writeFileSync(seed, JSON.stringify({ accounts: [{ id: ACCOUNT, users: [user] }] }));
  const ask = async (endpoint: string, forwardedFor: string, proto = "https") => {
    const headers = { ...FORM, "x-forwarded-for": forwardedFor, "x-forwarded-proto": proto };
    return (await call("iam", "GetUser", {}, { endpoint, credentials: near, headers })).status;
  };
  const proxied = await start("--data", data, "--seed", seed, "--trusted-proxy", "127.0.0.1");
  try {
    assert.equal(await ask(proxied.endpoint, "203.0.113.7"), 200);
    assert.equal(await ask(proxied.endpoint, "203.0.113.7", "http"), 403);
    assert.equal(await ask(proxied.endpoint, "203.0.113.7, 198.51.100.9"), 403);
    assert.equal(await ask(proxied.endpoint, "203.0.113.7, nonsense"), 403);
    const metrics = await (await fetch(`${proxied.endpoint}/_rolecall/metrics`)).text();
    assert.match(metrics, /^rolecall_forwarded_headers_ignored 1$/m);
  } finally {
    await proxied.close();
  }
  const log = readdirSync(join(data, "audit"))
    .map((name) => readFileSync(join(data, "audit", name), "utf8"))
    .join("");
  const sources = [...log.matchAll(/"sourceIPAddress":"([^"]*)"/g)].map(([, address]) => address);
  assert.deepEqual(sources, ["203.0.113.7", "203.0.113.7", "198.51.100.9", "127.0.0.1"]);
  const alone = await start("--data", data);
  try {
    assert.equal(await ask(alone.endpoint, "203.0.113.7"), 403);
  } finally {
    await alone.close();
  }
});

test("nothing went wrong inside", () => {
  assert.deepEqual(errors, []);
});
