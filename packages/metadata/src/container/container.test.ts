import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";
import type { HttpServer } from "@rolecall/edge";
import { ask } from "../imds/instance.test-support.ts";
import { serveMetadata } from "../metadata-service.ts";
import { createCredentialSource } from "../rotation/credential-source.ts";
import { createCredentialSources } from "../rotation/credential-sources.ts";
import { CredentialsRefused, type RoleCredentials } from "../rotation/role-credentials.ts";
import { createEcsAgent, isEcsPath } from "./ecs-agent.ts";
import { createFullUri } from "./full-uri.ts";
import { createPodIdentityAgent, isPodIdentityPath } from "./pod-identity-agent.ts";
import { createRateLimit } from "./rate-limit.ts";

const NOW_MS = Date.UTC(2026, 10, 26, 12);
const HOUR_MS = 3_600_000;
const TASK_ARN = "arn:aws:ecs:eu-west-1:111111111111:task/web/0123456789abcdef0123456789abcdef";

let nowMs = NOW_MS;
const clock = () => nowMs;
let failure: Error | undefined;
/** Whose credentials were asked for. */
let asked: string[] = [];
const refusal = (code: string, status = 400) =>
  new CredentialsRefused({ code, message: `${code}, it says.`, status, atMs: nowMs });

async function fetchFor(key: string): Promise<RoleCredentials> {
  asked.push(key);
  if (failure !== undefined) throw failure;
  if (key === "unknown") throw refusal("InvalidIdInRequest");
  return {
    accessKeyId: `ASIA${asked.length}`,
    secretAccessKey: "secret",
    sessionToken: "token",
    issuedAtMs: nowMs,
    expiresAtMs: nowMs + HOUR_MS,
    roleArn: "arn:aws:iam::111111111111:role/Task",
    accountId: "111111111111",
  };
}

const shared = { clock, random: () => 0.5, wait: () => new Promise<void>(() => {}), renewEveryMs: HOUR_MS };
const sender = { isNear: () => true, isOwnHost: (host: string) => host === "127.0.0.1" };
const jwt = (claims: object) =>
  `${Buffer.from('{"alg":"RS256"}').toString("base64url")}.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.c2ln`;
const TOKEN = jwt({ sub: "system:serviceaccount:shop:web", exp: NOW_MS / 1_000 + 86_400 });

let service: HttpServer & { port: number };
const bugs: unknown[] = [];
before(async () => {
  const tasks = createCredentialSources(shared);
  const ecs = createEcsAgent({
    server: {
      sourceOf: (id) => tasks.of(id, () => fetchFor(id)),
      describe: async (id) => {
        if (failure !== undefined) throw failure;
        if (id === "unknown") throw refusal("InvalidIdInRequest");
        const container = { name: "app", image: "web:1", id: "0123456789ab" };
        const task = { taskArn: TASK_ARN, cluster: "web", family: "web", revision: "3" };
        return { ...task, container, containers: [container, { ...container, name: "log" }] };
      },
    },
    sender,
    limit: createRateLimit({ perSecond: 40, burst: 60 }, clock),
  });
  const pods = createPodIdentityAgent({
    fetchCredentials: fetchFor,
    sources: createCredentialSources(shared),
    sender,
    limit: createRateLimit({ perSecond: 1_000, burst: 500 }, clock),
    clock,
    requestIdOf: () => "request-1",
  });
  const full = createFullUri({
    path: "/credentials",
    authorizationToken: "open sesame",
    sender,
    credentials: createCredentialSource({ ...shared, fetch: () => fetchFor("role") }),
  });
  const http = await serveMetadata({
    host: "127.0.0.1",
    port: 0,
    doors: [
      { takes: isEcsPath, answer: ecs },
      { takes: isPodIdentityPath, answer: pods },
      { takes: () => true, answer: full },
    ],
    newRequestId: () => "id",
    onBug: (error) => bugs.push(error),
  });
  service = { ...http, port: Number(new URL(http.endpoint).port) };
});
after(async () => {
  await service.close();
  assert.deepEqual(bugs, []);
});
beforeEach(() => {
  // Full buckets, and no pause of a source that failed.
  nowMs += 2 * 60_000;
  failure = undefined;
  asked = [];
});

const read = async (path: string, headers: object = {}) => {
  const { status, body, headers: answered } = await ask(service, path, { headers });
  return { status, body, type: answered["content-type"], json: () => JSON.parse(body) };
};

describe("the agent of ECS", () => {
  test("gives a task's credentials to whoever knows its id, on the paths of both versions", async () => {
    const { status, type, json } = await read("/v2/credentials/0b1c2d3e");
    assert.deepEqual([status, type], [200, "application/json"]);
    assert.deepEqual(json(), {
      RoleArn: "arn:aws:iam::111111111111:role/Task",
      AccessKeyId: "ASIA1",
      SecretAccessKey: "secret",
      Token: "token",
      Expiration: new Date(nowMs + HOUR_MS).toISOString().replace(".000Z", "Z"),
      AccountId: "111111111111",
    });
    const first = await read("/v1/credentials?id=0b1c2d3e");
    assert.equal(first.json().AccessKeyId, "ASIA1", "the same session");
    assert.deepEqual(asked, ["0b1c2d3e"]);
  });

  test("says what is wrong as ECS's does", async () => {
    const cases = [
      ["/v2/credentials", 400, "NoIdInRequest"],
      ["/v2/credentials/", 400, "NoIdInRequest"],
      ["/v1/credentials?id=", 400, "NoIdInRequest"],
      ["/v2/credentials/unknown", 400, "InvalidIdInRequest"],
      [`/v2/credentials/${"x".repeat(200)}`, 400, "InvalidIdInRequest"],
      ["/v2/credentials/a/b", 404, "NotFound"],
    ] as const;
    for (const [path, status, code] of cases) {
      const answer = await read(path);
      assert.deepEqual(
        [answer.status, answer.json().code, answer.json().HTTPErrorCode],
        [status, code, status],
        path,
      );
    }
    failure = new Error("Nobody answers.");
    const answer = await read("/v2/credentials/new");
    assert.deepEqual([answer.status, answer.json().code], [503, "CredentialsUninitialized"]);
    assert.equal((await ask(service, "/v2/credentials/new", { method: "POST" })).status, 405);
  });

  test("keeps the last good ones while the server is away, which no client does on this route", async () => {
    await read("/v2/credentials/steady");
    failure = new Error("Nobody answers.");
    nowMs += 58 * 60_000;
    assert.equal((await read("/v2/credentials/steady")).json().AccessKeyId, "ASIA1");
    nowMs += 3 * 60_000;
    assert.equal((await read("/v2/credentials/steady")).status, 503);
  });

  test("tells a container and its task what they are", async () => {
    for (const version of ["v3", "v4"]) {
      const container = (await read(`/${version}/0b1c2d3e`)).json();
      assert.deepEqual(
        [container.Name, container.Image, container.DockerId],
        ["app", "web:1", "0123456789ab"],
      );
      const task = (await read(`/${version}/0b1c2d3e/task`)).json();
      assert.deepEqual(
        [task.TaskARN, task.Cluster, task.Family, task.Revision],
        [TASK_ARN, "web", "web", "3"],
      );
      assert.equal(task.Containers[0].Name, "app");
    }
    assert.equal((await read("/v4/unknown")).status, 404);
    assert.equal((await read("/v4/a/stats/b")).status, 404);
  });

  test("answers 60 at once and 40 a second, and 429 past it", async () => {
    const statuses = [];
    for (let count = 0; count < 61; count += 1) statuses.push((await read("/v2/credentials/busy")).status);
    assert.deepEqual(statuses.slice(-2), [200, 429]);
    nowMs += 25;
    assert.equal((await read("/v2/credentials/busy")).status, 200);
    assert.equal((await read("/v2/credentials/busy")).status, 429);
  });
});

describe("the agent of EKS Pod Identity", () => {
  const PATH = "/v1/credentials";

  test("exchanges a service account's token, bare, with white space at its end as files have it", async () => {
    const { status, json } = await read(PATH, { Authorization: TOKEN });
    assert.equal(status, 200);
    assert.deepEqual(Object.keys(json()), [
      "AccessKeyId",
      "SecretAccessKey",
      "Token",
      "AccountId",
      "Expiration",
    ]);
    await read(PATH, { Authorization: ` ${TOKEN} ` });
    assert.deepEqual(asked, [TOKEN], "one call for a token");
  });

  test("sees by itself what is no token, or an ended one: 400", async () => {
    const ended = jwt({ exp: NOW_MS / 1_000 - 1 });
    for (const authorization of [
      "",
      "Bearer x",
      "a.b",
      `Bearer ${TOKEN}`,
      ended,
      "x".repeat(17_000),
      "a.!.c",
    ]) {
      const { status, type } = await read(PATH, { Authorization: authorization });
      assert.deepEqual([status, type], [400, "text/plain; charset=utf-8"], authorization.slice(0, 20));
    }
    assert.equal((await read(PATH)).status, 400);
    assert.deepEqual(asked, []);
  });

  test("passes on what the server says, with its status, and drops what it gave", async () => {
    const token = jwt({ sub: "other", exp: NOW_MS / 1_000 + 86_400 });
    assert.equal((await read(PATH, { Authorization: token })).status, 200);
    nowMs += 50 * 60_000;
    failure = refusal("ResourceNotFoundException", 404);
    await read(PATH, { Authorization: token });
    const { status, body } = await read(PATH, { Authorization: token });
    assert.equal(status, 404);
    assert.equal(
      body,
      "[request-1]: (ResourceNotFoundException): ResourceNotFoundException, it says., fault: client\n",
    );
  });

  test("says 500 while the server is away and there are none, 403 by another name", async () => {
    failure = new Error("Nobody answers.");
    const token = jwt({ sub: "away", exp: NOW_MS / 1_000 + 86_400 });
    assert.equal((await read(PATH, { Authorization: token })).status, 500);
    const { status, body } = await read(PATH, { Authorization: token, Host: "evil.example" });
    assert.equal(status, 403);
    assert.match(body, /^Access Denied\./);
  });

  test("past 500 at once it says 429", () => {
    const limit = createRateLimit({ perSecond: 1_000, burst: 500 }, () => 0);
    const taken = Array.from({ length: 501 }, () => limit.take());
    assert.deepEqual(taken.slice(-2), [true, false]);
  });
});

describe("a full URI", () => {
  test("gives credentials for its token alone: the SDK for JavaScript tries again without", async () => {
    const good = await read("/credentials", { Authorization: "open sesame" });
    assert.equal(good.json().AccessKeyId, "ASIA1");
    for (const headers of [
      {},
      { Authorization: "" },
      { Authorization: "Open sesame" },
      { Authorization: ["open sesame", "x"] },
    ]) {
      const { status, body } = await read("/credentials", headers);
      assert.equal(status, 401);
      assert.doesNotMatch(body, /AccessKeyId/);
    }
  });

  test("says 403 to who was sent by somebody else", async () => {
    const headers = { Authorization: "open sesame" };
    for (const more of [
      { Host: "evil.example" },
      { Origin: "https://evil.example" },
      { "X-Forwarded-For": "192.0.2.1" },
    ]) {
      assert.equal((await read("/credentials", { ...headers, ...more })).status, 403, JSON.stringify(more));
    }
  });
});

test("credentials of many are kept for 2,000 at most, the longest not asked for first to go", async () => {
  const sources = createCredentialSources(shared);
  const get = (key: string) => sources.of(key, () => fetchFor(key)).get();
  for (let number = 0; number < 2_000; number += 1) await get(`pod-${number}`);
  await get("pod-0");
  assert.equal(asked.length, 2_000);
  await get("one-more");
  await get("pod-0");
  assert.equal(asked.length, 2_001);
  await get("pod-1");
  assert.equal(asked.length, 2_002, "it had gone");
  nowMs += 4 * HOUR_MS;
  sources.tick();
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(asked.length, 2_002, "nobody asks for those any more: they are not renewed");
});
