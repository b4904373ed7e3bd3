import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { CredentialsRefused } from "../rotation/role-credentials.ts";
import { type ContainerIds, createInstanceTasks, type InstanceTask } from "./instance-tasks.ts";

const TASK: InstanceTask = {
  id: "0123456789abcdef0123456789abcdef",
  taskArn: "arn:aws:ecs:eu-west-1:111111111111:task/web/0123456789abcdef0123456789abcdef",
  cluster: "web",
  family: "web",
  revision: "3",
  roleArn: "arn:aws:iam::111111111111:role/Task",
  containers: [{ name: "app", image: "web:1" }],
  sessionsRevokedUpToMs: undefined,
};
const MINUTE_MS = 60_000;

let nowMs = 0;
let tasks: readonly InstanceTask[] | Error = [TASK];
let asked = 0;
let fetched = 0;
let containers: readonly ContainerIds[] = [];
let told = 0;
beforeEach(() => {
  nowMs = Date.UTC(2026, 10, 26);
  tasks = [TASK];
  asked = fetched = told = 0;
});

const open = (key = "key") =>
  createInstanceTasks({
    server: {
      async listTasks() {
        asked += 1;
        if (tasks instanceof Error) throw tasks;
        return tasks;
      },
      async fetchTaskCredentials() {
        fetched += 1;
        return {
          accessKeyId: `ASIA${fetched}`,
          secretAccessKey: "secret",
          sessionToken: "token",
          issuedAtMs: nowMs,
          expiresAtMs: nowMs + 360 * MINUTE_MS,
        };
      },
    },
    key: Buffer.from(key),
    availabilityZone: undefined,
    onChanged(now) {
      containers = now;
      told += 1;
    },
    clock: () => nowMs,
    random: () => 0.5,
    wait: () => new Promise<void>(() => {}),
  });

const unknown = { name: "CredentialsRefused", code: "InvalidIdInRequest" };

test("ids are secrets of the machine's key, the same behind a restart", async () => {
  await open().tick();
  const [first] = containers;
  await open().tick();
  assert.deepEqual(containers, [first]);
  await open("another").tick();
  assert.notEqual(containers[0]?.credentialsId, first?.credentialsId);
  assert.notEqual(containers[0]?.metadataId, first?.metadataId);
  assert.match(
    String(first?.credentialsId),
    /^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/,
  );
});

test("before the server has said anything no id is called unknown; then each that no task has is", async () => {
  const agent = open();
  assert.throws(() => agent.sourceOf("x"), { name: "Error" });
  await agent.tick();
  assert.throws(() => agent.sourceOf("x"), unknown);
  await assert.rejects(agent.describe("x"), unknown);
});

test("tasks stay while the server cannot be asked, which is left in peace; those of an instance that it refuses are gone", async () => {
  const agent = open();
  await agent.tick();
  const id = String(containers[0]?.credentialsId);
  assert.equal((await agent.sourceOf(id).get()).accessKeyId, "ASIA1");
  tasks = new Error("Nobody answers.");
  for (let second = 0; second < 600; second += 1) {
    nowMs += 1_000;
    await agent.tick();
  }
  assert.ok(asked < 30, `asked ${asked} times in ten minutes`);
  assert.equal((await agent.sourceOf(id).get()).accessKeyId, "ASIA1");
  tasks = new CredentialsRefused({ code: "InvalidProofException", message: "", status: 400, atMs: nowMs });
  nowMs += MINUTE_MS;
  await agent.tick();
  assert.throws(() => agent.sourceOf(id), unknown);
  assert.deepEqual(containers, []);
});

test("what was fetched is kept until its role's sessions are revoked, and nobody is told of what did not change", async () => {
  const agent = open();
  await agent.tick();
  const id = String(containers[0]?.credentialsId);
  await agent.sourceOf(id).get();
  nowMs += MINUTE_MS;
  await agent.tick();
  assert.equal((await agent.sourceOf(id).get()).accessKeyId, "ASIA1");
  tasks = [{ ...TASK, sessionsRevokedUpToMs: nowMs }];
  nowMs += MINUTE_MS;
  await agent.tick();
  assert.equal((await agent.sourceOf(id).get()).accessKeyId, "ASIA2");
  assert.equal(told, 1);
});
