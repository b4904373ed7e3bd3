/** Real clients and rude ones in front of nginx and Caddy, as deploy/ configures them, with Rolecall behind. */
import assert from "node:assert/strict";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { connect as connectHttp2 } from "node:http2";
import { Agent } from "node:https";
import type { Socket } from "node:net";
import { after, before, describe, test } from "node:test";
import { CreateUserCommand, IAMClient, ListUsersCommand } from "@aws-sdk/client-iam";
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { presignRequest, type SignedRequest } from "@rolecall/sigv4";
import { readAuditLog } from "../installation/audit.ts";
import { type Keys, keysOf } from "../installation/clients.ts";
import { missingClient, runClient } from "../installation/external-client.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { CADDY, NGINX, startProxy, type TestProxy } from "../installation/proxy.ts";
import { CLIENT, type RudeRequest, send, sign } from "../installation/rude-request.ts";
import { ACCOUNT, ADMIN, seedWithAdmin } from "../installation/seed.ts";

const OTHER_CLIENT = "127.0.0.8";
const ANN = { accessKeyId: "AKIASEEDSEEDSEEDSANN", secretAccessKey: "secret-of-ann-which-is-long" };

/** Ann may list users by TLS, from one address, and from nowhere else. */
const SEED = seedWithAdmin({
  users: [
    {
      name: "ann",
      accessKeys: [{ id: ANN.accessKeyId, secret: ANN.secretAccessKey }],
      inlinePolicies: {
        FromHome: {
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Action: "iam:ListUsers",
              Resource: "*",
              Condition: {
                Bool: { "aws:SecureTransport": "true" },
                IpAddress: { "aws:SourceIp": `${CLIENT}/32` },
              },
            },
          ],
        },
      },
    },
  ],
  roles: [
    {
      name: "Reader",
      policies: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
      trust: {
        Version: "2012-10-17",
        Statement: [
          { Effect: "Allow", Principal: { AWS: ACCOUNT }, Action: ["sts:AssumeRole", "sts:TagSession"] },
        ],
      },
    },
  ],
});

interface Place {
  readonly installation: TestInstallation;
  readonly proxy: TestProxy;
}

interface Story {
  readonly name: string;
  readonly tell: (place: Place) => Promise<void>;
  readonly skip?: string | false;
  readonly needsPlainPort?: boolean;
}

/** AWS's clients, through the proxy or past it, as if from an address. */
function configurationOf(endpoint: string, { proxy }: Place, credentials: Keys, localAddress = CLIENT) {
  const httpsAgent = new Agent({ ca: proxy.authority, localAddress, keepAlive: true });
  return { endpoint, region: "us-east-1", credentials, maxAttempts: 1, requestHandler: { httpsAgent } };
}

const IDENTITY = "Action=GetCallerIdentity&Version=2011-06-15";
const LIST_USERS = "Action=ListUsers&Version=2010-05-08";

/** What is asked as Ann, with headers that she adds: allowed, or the code of the refusal. */
async function listAsAnn(
  { proxy }: Place,
  endpoint: string,
  { from = CLIENT, headers = {} }: { from?: string; headers?: RudeRequest["headers"] } = {},
): Promise<string> {
  const signed = sign(endpoint, LIST_USERS, { credentials: ANN, service: "iam" });
  const answer = await send(proxy.authority, {
    endpoint,
    localAddress: from,
    body: LIST_USERS,
    headers: { ...signed, ...headers },
  });
  return answer.status === 200 ? "allowed" : (/<Code>(\w+)</.exec(answer.text)?.[1] ?? answer.text);
}

/** What somebody sends who would like to be Ann at home. */
const SPOOFED = {
  "X-Forwarded-For": CLIENT,
  "X-Forwarded-Proto": "https",
  "X-Real-IP": CLIENT,
  Forwarded: `for=${CLIENT};proto=https`,
};

const STORIES: readonly Story[] = [
  { name: "the AWS CLI, as it comes", tell: withCli, skip: missingClient("aws", "--version") },
  { name: "the SDK: TLS and the client's address are known", tell: withSdk },
  { name: "past the proxy nobody is believed", tell: pastProxy },
  { name: "a client's own X-Forwarded headers change nothing", tell: spoofed },
  { name: "without TLS the proxy says so, whatever the client says", tell: withoutTls, needsPlainPort: true },
  { name: "an address of IPv6", tell: fromIpv6 },
  { name: "a long session token, a chunked body, Expect, other headers for the host", tell: oddForms },
  { name: "a denial, with all that it carries", tell: longDenial },
  { name: "HTTP/2 in front", tell: withHttp2 },
  { name: "a presigned request, of which nothing ends in a log", tell: presigned },
  { name: "a body of the most that Rolecall takes", tell: largeBody },
  { name: "management is not reached, however it is spelled", tell: noManagement },
  { name: "connections to the nodes are kept", tell: keptConnections },
];

async function withCli({ proxy }: Place): Promise<void> {
  const aws = (...args: readonly string[]) =>
    runClient("aws", {
      args: [...args, "--output", "json"],
      environment: {
        AWS_ENDPOINT_URL: proxy.endpoint,
        AWS_CA_BUNDLE: proxy.authorityFile,
        AWS_DEFAULT_REGION: "us-east-1",
        AWS_ACCESS_KEY_ID: ADMIN.accessKeyId,
        AWS_SECRET_ACCESS_KEY: ADMIN.secretAccessKey,
        AWS_CONFIG_FILE: "/dev/null",
        AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
        AWS_MAX_ATTEMPTS: "1",
      },
    });
  const identity = await aws("sts", "get-caller-identity");
  assert.equal(identity.code, 0, identity.stderr);
  assert.equal(JSON.parse(identity.stdout).Arn, `arn:aws:iam::${ACCOUNT}:user/admin`);
  const made = await aws("iam", "create-user", "--user-name", "by-cli", "--tags", "Key=a b,Value=c+d/é");
  assert.equal(made.code, 0, made.stderr);
}

async function withSdk(place: Place): Promise<void> {
  const { endpoint } = place.proxy;
  const admin = configurationOf(endpoint, place, ADMIN);
  await new IAMClient(admin).send(new CreateUserCommand({ UserName: "by-sdk" }));
  assert.equal((await new STSClient(admin).send(new GetCallerIdentityCommand({}))).Account, ACCOUNT);
  const ann = (from: string) => new IAMClient(configurationOf(endpoint, place, ANN, from));
  assert.ok((await ann(CLIENT).send(new ListUsersCommand({}))).Users?.length);
  await assert.rejects(ann(OTHER_CLIENT).send(new ListUsersCommand({})), { name: "AccessDenied" });
}

async function pastProxy(place: Place): Promise<void> {
  const { endpoint } = place.installation;
  assert.equal(await listAsAnn(place, endpoint), "AccessDenied");
  assert.equal(await listAsAnn(place, endpoint, { headers: SPOOFED }), "AccessDenied");
  // Whoever is at the proxy's own address is the proxy: that is what it means to trust it.
  assert.equal(await listAsAnn(place, endpoint, { from: "127.0.0.1", headers: SPOOFED }), "allowed");
}

async function spoofed(place: Place): Promise<void> {
  const { endpoint } = place.proxy;
  assert.equal(await listAsAnn(place, endpoint, { from: OTHER_CLIENT, headers: SPOOFED }), "AccessDenied");
  for (const value of ["10.9.9.9", "127.0.0.1", "nonsense", `${OTHER_CLIENT}, 127.0.0.1`]) {
    const headers = { "X-Forwarded-For": value, "X-Forwarded-Proto": "http" };
    assert.equal(await listAsAnn(place, endpoint, { headers }), "allowed", value);
  }
  const twice = { "X-Forwarded-For": ["10.9.9.9", OTHER_CLIENT] };
  assert.equal(await listAsAnn(place, endpoint, { headers: twice }), "allowed");
  const listed = (await readAuditLog(place.installation)).filter(
    ({ eventName }) => eventName === "ListUsers",
  );
  const addresses = listed.map((event) => (event as { sourceIPAddress?: string }).sourceIPAddress);
  assert.deepEqual(new Set(addresses), new Set([CLIENT, OTHER_CLIENT]));
}

async function withoutTls(place: Place): Promise<void> {
  const endpoint = place.proxy.plainEndpoint ?? assert.fail();
  assert.equal(await listAsAnn(place, endpoint), "AccessDenied");
  assert.equal(await listAsAnn(place, endpoint, { headers: SPOOFED }), "AccessDenied");
}

async function fromIpv6({ proxy, installation }: Place): Promise<void> {
  const { port } = new URL(proxy.endpoint);
  const httpsAgent = new Agent({
    ca: proxy.authority,
    lookup: (_name, _options, done) => done(null, [{ address: "::1", family: 6 }]),
  });
  const endpoint = `https://localhost:${port}`;
  const sts = new STSClient({
    endpoint,
    region: "us-east-1",
    credentials: ADMIN,
    requestHandler: { httpsAgent },
  });
  await sts.send(new GetCallerIdentityCommand({}));
  const last = (await readAuditLog(installation)).at(-1) as { sourceIPAddress?: string } | undefined;
  assert.equal(last?.sourceIPAddress, "::1");
}

async function oddForms(place: Place): Promise<void> {
  const { endpoint, authority } = place.proxy;
  const role = await new STSClient(configurationOf(endpoint, place, ADMIN)).send(
    new AssumeRoleCommand(longSession("Reader")),
  );
  const session = keysOf(role.Credentials);
  const forms: readonly RudeRequest["headers"][] = [
    {},
    { "Transfer-Encoding": "chunked" },
    { Expect: "100-continue" },
    {
      "X-Forwarded-Host": "elsewhere.example",
      "X-Forwarded-Port": "80",
      "X-Original-URL": "/_rolecall/metrics",
    },
    { "Accept-Encoding": "gzip, br", Connection: "keep-alive, X-Other", Cookie: "a=b" },
  ];
  for (const form of forms) {
    const signed = sign(endpoint, IDENTITY, { credentials: session });
    const answer = await send(authority, { endpoint, body: IDENTITY, headers: { ...signed, ...form } });
    assert.equal(answer.status, 200, `${JSON.stringify(form)}: ${answer.text}`);
  }
  // A header that alone is longer than what proxies take where nobody tells them.
  const padded = sign(endpoint, IDENTITY, { credentials: session, more: { "x-long": "y".repeat(16_000) } });
  const { status, text } = await send(authority, { endpoint, body: IDENTITY, headers: padded });
  assert.equal(status, 200, text);
}

/** Three times, so that a node which was taken for broken would be missed. */
async function longDenial(place: Place): Promise<void> {
  const sts = new STSClient(configurationOf(place.proxy.endpoint, place, ANN));
  for (let nth = 0; nth < 3; nth += 1) {
    const error = await sts.send(new AssumeRoleCommand(longSession("Closed"))).then(
      () => assert.fail("Was allowed."),
      (reason: Error & { $response?: { headers?: Record<string, string> } }) => reason,
    );
    assert.equal(error.name, "AccessDenied", error.message);
    const length = error.$response?.headers?.["x-rolecall-authorization-message"]?.length ?? 0;
    assert.ok(length > 4_000 && length < 8_000, `an encoded message of ${length} characters`);
  }
}

/** What a session may carry at most, or nearly. */
function longSession(roleName: string) {
  return {
    RoleArn: `arn:aws:iam::${ACCOUNT}:role/${roleName}`,
    RoleSessionName: "long",
    Policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "*", Resource: ["*", ...longResources()] }],
    }),
    Tags: Array.from({ length: 40 }, (_, nth) => ({ Key: `key-${nth}`, Value: `${nth * 7919}`.repeat(10) })),
  };
}

/** As large as a session policy may be. */
function longResources(): readonly string[] {
  return Array.from(
    { length: 24 },
    (_, nth) =>
      `arn:aws:s3:::bucket-${nth}-${Math.abs(Math.sin(nth)).toString(36).slice(2)}/${"p".repeat(40)}*`,
  );
}

async function withHttp2({ proxy }: Place): Promise<void> {
  const { endpoint, authority } = proxy;
  const session = connectHttp2(endpoint, { ca: authority });
  const { host, ...headers } = sign(endpoint, IDENTITY, { credentials: ADMIN });
  const stream = session.request({ ":method": "POST", ":path": "/", ":authority": host, ...headers });
  let status: unknown;
  let text = "";
  stream.on("response", (answer) => {
    status = answer[":status"];
  });
  stream.setEncoding("utf8").on("data", (chunk) => {
    text += chunk;
  });
  stream.end(IDENTITY);
  await new Promise((resolve, reject) => stream.on("close", resolve).on("error", reject));
  session.close();
  assert.equal(status, 200, text);
}

async function presigned({ proxy }: Place): Promise<void> {
  const { endpoint, authority } = proxy;
  const headers = { host: [new URL(endpoint).host] };
  const request: SignedRequest = {
    method: "GET",
    rawPath: "/",
    rawQuery: IDENTITY,
    headers,
    payload: new Uint8Array(),
  };
  const query = presignRequest(request, {
    credentials: ADMIN,
    region: "us-east-1",
    service: "sts",
    nowMs: Date.now(),
    expiresSeconds: 60,
  });
  const answer = await send(authority, {
    endpoint,
    method: "GET",
    query: `/?${query}`,
    headers: { host: new URL(endpoint).host },
  });
  assert.equal(answer.status, 200, answer.text);
  assert.doesNotMatch(proxy.log(), /Signature/);
}

async function largeBody({ proxy }: Place): Promise<void> {
  const { endpoint, authority } = proxy;
  const body = `${IDENTITY}&Filler=${"f".repeat(1_048_576)}`.slice(0, 1_000_000);
  const signed = sign(endpoint, body, { credentials: ADMIN });
  const answer = await send(authority, { endpoint, body, headers: signed });
  // It is Rolecall that has read all of it, and knows no such parameter.
  assert.equal(answer.status, 200, answer.text.slice(0, 500));
  const tooLarge = `${body}${"f".repeat(200_000)}`;
  const refused = await send(authority, {
    endpoint,
    body: tooLarge,
    headers: sign(endpoint, tooLarge, { credentials: ADMIN }),
  });
  // A proxy that passes a body on as it comes may find the connection closed before it reads why.
  assert.ok([413, 502].includes(refused.status), String(refused.status));
}

const MANAGEMENT = [
  "/_rolecall/health",
  "/_rolecall/ready",
  "/_rolecall/metrics",
  "/_rolecall/reset",
  "//_rolecall/metrics",
  "/%5Frolecall/metrics",
  "/_rolecall%2Fmetrics",
  "/a/../_rolecall/metrics",
  "/_rolecall/./metrics",
  "/_rolecall//metrics",
  "/_ROLECALL/metrics",
  "/_rolecall/metrics?x=1",
  "/_rolecall/metrics#x",
  "/_rolecall/%6Detrics",
  "https://localhost/_rolecall/metrics",
];

async function noManagement({ proxy, installation }: Place): Promise<void> {
  for (const path of MANAGEMENT)
    for (const method of ["GET", "POST"]) {
      const headers = { host: new URL(proxy.endpoint).host };
      const { text } = await send(proxy.authority, {
        endpoint: proxy.endpoint,
        method,
        query: path,
        headers,
      });
      // Neither what it tells, nor a word of Rolecall's about the path.
      assert.doesNotMatch(
        text,
        /rolecall_|"enforcement"|There is no|does not name this server/,
        `${method} ${path}`,
      );
    }
  const direct = await fetch(`${installation.endpoint}/_rolecall/metrics`);
  assert.match(await direct.text(), /rolecall_store_revision/);
}

async function keptConnections(place: Place): Promise<void> {
  const sockets = new Set<Socket>();
  const heard = (message: unknown) => sockets.add((message as { socket: Socket }).socket);
  subscribe("http.server.request.start", heard);
  const sts = new STSClient(configurationOf(place.proxy.endpoint, place, ADMIN));
  for (let nth = 0; nth < 20; nth += 1) await sts.send(new GetCallerIdentityCommand({}));
  unsubscribe("http.server.request.start", heard);
  assert.ok(sockets.size >= 1 && sockets.size <= 3, `${sockets.size} connections for 20 requests`);
}

for (const kind of [NGINX, CADDY]) {
  const missing = missingClient(kind.program, kind.versionArgument);
  const skip = process.platform === "linux" ? missing : "only Linux has all of 127.0.0.0/8";
  describe(`behind ${kind.program}`, { skip, timeout: 60_000 }, () => {
    let installation: TestInstallation;
    let proxy: TestProxy;
    before(async () => {
      installation = await startInstallation(SEED, ["--trusted-proxy", "127.0.0.1"]);
      // One of the nodes is away, and nobody is to notice.
      proxy = await startProxy(kind, ["127.0.0.1:1", new URL(installation.endpoint).host]);
    });
    after(async () => {
      await proxy?.stop();
      await installation?.stop();
    });
    const place = (): Place => ({ installation, proxy });
    const own = kind.hasPlainPort ? STORIES : STORIES.filter(({ needsPlainPort }) => needsPlainPort !== true);
    for (const { name, tell, skip } of own) test(name, { skip: skip ?? false }, () => tell(place()));
  });
}
