/** What goes through nginx and Caddy, as deploy/ configures them, and what does not. */
import assert from "node:assert/strict";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { connect as connectHttp2 } from "node:http2";
import type { Socket } from "node:net";
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { presignRequest, type SignedRequest } from "@rolecall/sigv4";
import { ANN, configurationOf, type Place, tellBehindProxies } from "../installation/behind-proxies.ts";
import { keysOf } from "../installation/clients.ts";
import { type RudeRequest, send, sign } from "../installation/rude-request.ts";
import { ACCOUNT, ADMIN } from "../installation/seed.ts";

const IDENTITY = "Action=GetCallerIdentity&Version=2011-06-15";

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

tellBehindProxies([
  { name: "a long session token, a chunked body, Expect, other headers for the host", tell: oddForms },
  { name: "a denial, with all that it carries", tell: longDenial },
  { name: "HTTP/2 in front", tell: withHttp2 },
  { name: "a presigned request, of which nothing ends in a log", tell: presigned },
  { name: "a body of the most that Rolecall takes", tell: largeBody },
  { name: "management is not reached, however it is spelled", tell: noManagement },
  { name: "connections to the nodes are kept", tell: keptConnections },
]);
