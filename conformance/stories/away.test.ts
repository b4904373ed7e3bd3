/** A server whose database goes away, as its clients, its load balancer and who runs it see that. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { CreateUserCommand, GetUserCommand } from "@aws-sdk/client-iam";
import { AssumeRoleCommand, GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { createDatabase, stopTestServer } from "../../packages/store/engines/postgres/server.test-support.ts";
import { TestProxy } from "../../packages/store/engines/postgres/test-proxy.test-support.ts";
import { readAuditLog } from "../installation/audit.ts";
import { type ChildInstallation, startChild } from "../installation/child-process.ts";
import { clientsOf } from "../installation/clients.ts";
import { ACCOUNT, ADMIN, seedWithAdmin } from "../installation/seed.ts";

const STALE_LIMIT_SECONDS = 4;
const ROLE = {
  name: "Reader",
  trust: {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { AWS: ACCOUNT }, Action: "sts:AssumeRole" }],
  },
};

let folder: string;
let proxy: TestProxy;
let drop: () => Promise<void>;
let server: ChildInstallation;
before(async () => {
  const database = await createDatabase();
  drop = database.drop;
  proxy = await TestProxy.open(database.url);
  folder = mkdtempSync(join(tmpdir(), "rolecall-away-"));
  const seedFile = join(folder, "seed.json");
  writeFileSync(seedFile, JSON.stringify(seedWithAdmin({ roles: [ROLE] })));
  const limit = ["--stale-limit", String(STALE_LIMIT_SECONDS)];
  server = await startChild(["--data", folder, "--seed", seedFile, "--database", proxy.url, ...limit]);
});
after(async () => {
  proxy.close();
  await server?.stop();
  await drop();
  await stopTestServer();
  rmSync(folder, { recursive: true, force: true });
});

const clients = () => clientsOf({ endpoint: server.endpoint, clockOffsetMs: () => 0 }, ADMIN);
const identify = () => clients().sts.send(new GetCallerIdentityCommand({}));
const assume = () =>
  clients().sts.send(
    new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${ACCOUNT}:role/Reader`, RoleSessionName: "away" }),
  );
const create = (name: string) => clients().iam.send(new CreateUserCommand({ UserName: name }));
const nameOf = (asked: Promise<unknown>) =>
  asked.then(
    () => "answered",
    (error: Error) => error.name,
  );

async function manage(path: string) {
  const beganMs = performance.now();
  const response = await fetch(`${server.endpoint}/_rolecall/${path}`);
  const text = await response.text();
  assert.ok(performance.now() - beganMs < 1_000, `${path} waited`);
  return { status: response.status, text };
}
async function health(): Promise<Record<string, unknown>> {
  return JSON.parse((await manage("health")).text);
}
async function untilPrimary(is: string): Promise<void> {
  const untilMs = performance.now() + 3_000;
  while ((await health()).primary !== is) {
    assert.ok(performance.now() < untilMs, `the primary is not ${is}`);
    await delay(20);
  }
}

test("who is known goes on while the database is away, changes are refused in time, and all comes back", async () => {
  await identify();
  await assume();
  assert.deepEqual([(await health()).primary, (await health()).staleSeconds], ["up", 0]);
  proxy.isSilent = true;
  const beganMs = performance.now();
  assert.equal(await nameOf(create("one")), "ServiceUnavailable");
  assert.ok(performance.now() - beganMs < 2_500);
  await untilPrimary("away");
  assert.equal((await identify()).Account, ACCOUNT);
  assert.ok((await assume()).Credentials);
  assert.equal(
    await nameOf(clients().iam.send(new GetUserCommand({ UserName: "admin" }))),
    "ServiceUnavailable",
  );
  assert.equal((await manage("ready")).status, 200);
  const metrics = (await manage("metrics")).text;
  assert.match(metrics, /^rolecall_store_primary_up 0$/m);
  assert.match(metrics, /^rolecall_store_reads_while_away [1-9]/m);
  assert.ok(Number((await health()).staleSeconds) >= 1);
  proxy.isSilent = false;
  await untilPrimary("up");
  await create("two");
  assert.match((await manage("metrics")).text, /^rolecall_store_primary_up 1$/m);
});

test("beyond the limit all is refused with the reason, and the load balancer hears it", async () => {
  await identify();
  proxy.refuses = true;
  const untilMs = performance.now() + STALE_LIMIT_SECONDS * 1_000 + 2_000;
  while ((await manage("ready")).status === 200) {
    assert.ok(performance.now() < untilMs);
    await delay(50);
  }
  await assert.rejects(identify(), {
    name: "ServiceUnavailable",
    message:
      /^No database has answered for [4-6] seconds, and what is in memory is answered from for 4 seconds at most\.$/,
  });
  assert.match((await manage("ready")).text, /"ready":false,"reason":"No database has answered/);
  proxy.refuses = false;
  await untilPrimary("up");
  await identify();
});

test("the audit log tells how old an answer may be, and a server whose database is away ends when it is told to", async () => {
  proxy.refuses = true;
  await untilPrimary("away");
  await identify();
  const beganMs = performance.now();
  assert.equal(await server.stop(), 0, server.printed());
  assert.ok(performance.now() - beganMs < 8_000);
  const events = await readAuditLog({ dataFolder: folder });
  const last = events.findLast(
    ({ eventName, errorCode }) => eventName === "GetCallerIdentity" && errorCode === undefined,
  );
  const { secondsSincePrimary } = (last?.additionalEventData ?? {}) as Record<string, unknown>;
  assert.ok(Number(secondsSincePrimary) >= 1, JSON.stringify(last));
  const early = events.find(({ eventName }) => eventName === "GetCallerIdentity");
  assert.equal(early?.additionalEventData, undefined);
});
