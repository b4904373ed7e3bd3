/** Who is believed behind nginx and Caddy, as deploy/ configures them: real clients, and rude ones. */
import assert from "node:assert/strict";
import { Agent } from "node:https";
import { CreateUserCommand, IAMClient, ListUsersCommand } from "@aws-sdk/client-iam";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { readAuditLog } from "../installation/audit.ts";
import { ANN, configurationOf, type Place, tellBehindProxies } from "../installation/behind-proxies.ts";
import { missingClient, runClient } from "../installation/external-client.ts";
import { NGINX, startProxy } from "../installation/proxy.ts";
import { CLIENT, type RudeRequest, send, sign } from "../installation/rude-request.ts";
import { ACCOUNT, ADMIN } from "../installation/seed.ts";

const OTHER_CLIENT = "127.0.0.8";

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

/** An inner nginx that hands on what the outer one said, and one that says what it sees itself. */
async function inARow(place: Place): Promise<void> {
  const node = new URL(place.installation.endpoint).host;
  for (const [scheme, outcome] of [
    ["$http_x_forwarded_proto", "allowed"],
    ["$scheme", "AccessDenied"],
  ] as const) {
    const inner = await startProxy(NGINX, [node], {
      "X-Forwarded-Proto $scheme;": `X-Forwarded-Proto ${scheme};`,
    });
    const outer = await startProxy(NGINX, [new URL(inner.plainEndpoint ?? assert.fail()).host]);
    const through = { ...place, proxy: outer };
    try {
      assert.equal(await listAsAnn(through, outer.endpoint), outcome);
      assert.equal(
        await listAsAnn(through, outer.endpoint, { from: OTHER_CLIENT, headers: SPOOFED }),
        "AccessDenied",
      );
    } finally {
      await Promise.all([outer.stop(), inner.stop()]);
    }
  }
}

tellBehindProxies([
  { name: "the AWS CLI, as it comes", tell: withCli, skip: missingClient("aws", "--version") },
  { name: "the SDK: TLS and the client's address are known", tell: withSdk },
  { name: "past the proxy nobody is believed", tell: pastProxy },
  { name: "a client's own X-Forwarded headers change nothing", tell: spoofed },
  { name: "without TLS the proxy says so, whatever the client says", tell: withoutTls, needsPlainPort: true },
  { name: "an address of IPv6", tell: fromIpv6 },
  { name: "two in a row", tell: inARow, needsPlainPort: true },
]);
