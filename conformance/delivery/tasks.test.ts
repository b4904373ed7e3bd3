import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { missingClient, runClient } from "../installation/external-client.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { ACCOUNT, ADMIN, seedWithAdmin } from "../installation/seed.ts";
import { ID, MACHINES, trustIn } from "../rolecall/machine.ts";
import { callRolecall } from "../rolecall/rolecall-client.ts";
import { type RunningCommand, spawnCommand } from "./rolecall-child.ts";

/** Containers of ECS tasks on an enrolled machine: their own role by an id that is theirs alone, and never the machine's. */
const SCRIPT = fileURLToPath(new URL("clients.py", import.meta.url));
/** That of ECS. */
const HOST_ADDRESS = "169.254.170.2";
const CONTAINER_ADDRESS = "169.254.170.3";
const folder = mkdtempSync(join(tmpdir(), "rolecall-tasks-"));
const EMPTY = {
  AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
  AWS_CONFIG_FILE: "/dev/null",
  BOTO_CONFIG: "/dev/null",
};

let installation: TestInstallation;
const running: RunningCommand[] = [];
before(async () => {
  const roles = [...MACHINES.roles, { name: "Task", trust: trustIn("ecs-tasks.amazonaws.com") }];
  installation = await startInstallation(seedWithAdmin({ ...MACHINES, roles }));
});
after(async () => {
  for (const { child } of running) child.kill("SIGKILL");
  await installation.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Served {
  readonly command: RunningCommand;
  readonly imds: string;
  readonly endpoint: string;
  readonly folder: string;
}

async function serve(
  { state, containerPort = "0" }: { readonly state: string; readonly containerPort?: string },
  ...args: readonly string[]
): Promise<Served> {
  const { EnrolmentToken } = await callRolecall(
    installation,
    "CreateInstanceEnrolment",
    { InstanceId: ID },
    ADMIN,
  );
  const enrolled = ["--endpoint", installation.endpoint, "--enrol", EnrolmentToken];
  const command = spawnCommand([
    ...["metadata", "--port", "0", "--container-port", containerPort, "--state", join(folder, state)],
    ...enrolled,
    ...args,
  ]);
  running.push(command);
  const [, imds = ""] = await command.until(/AWS_EC2_METADATA_SERVICE_ENDPOINT=(\S+)\/\n/);
  const [, endpoint = "", files = ""] = await command.until(/answered on (\S+); .* file in (\S+)\n/);
  return { command, imds, endpoint, folder: files };
}

async function stop({ command }: Served): Promise<void> {
  command.child.kill("SIGTERM");
  assert.equal(await command.ended, 0, command.stderr());
}

async function runTask(more: { TaskRoleArn?: string } = {}): Promise<string> {
  const Containers = ["app", "log"].map((Name) => ({ Name, Image: "web:1" }));
  const input = { InstanceId: ID, Cluster: "blue", Family: "web", Containers, ...more };
  return (await callRolecall(installation, "RunTask", input, ADMIN)).Task.TaskId;
}

const TASK_ROLE = `arn:aws:iam::${ACCOUNT}:role/Task`;

/** The variables of a container, once the machine has heard of it. */
async function variablesOf(
  served: Served,
  task: string,
  container = "app",
): Promise<Readonly<Record<string, string>>> {
  const file = join(served.folder, `${task}.${container}.env`);
  await until(() => existsSync(file), `no ${file}`);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  const lines = readFileSync(file, "utf8").trimEnd().split("\n");
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );
}

async function until(is: () => boolean | Promise<boolean>, otherwise: string): Promise<void> {
  const giveUpAtMs = performance.now() + 40_000;
  while (!(await is())) {
    assert.ok(performance.now() < giveUpAtMs, otherwise);
    await wait(200);
  }
}

const sessionOf = (task: string) => `arn:aws:sts::${ACCOUNT}:assumed-role/Task/${task}`;
const uriOf = (variables: Readonly<Record<string, string>>) =>
  String(variables.AWS_CONTAINER_CREDENTIALS_FULL_URI);

async function answerOf(url: string, init: RequestInit = {}) {
  const answer = await fetch(url, init);
  const text = await answer.text();
  return { status: answer.status, body: JSON.parse(text) as Record<string, unknown> };
}

/** Whom the SDK's default chain finds with a container's variables. */
async function arnOfJavaScript(variables: Readonly<Record<string, string>>): Promise<string | undefined> {
  const environment = { ...EMPTY, ...variables };
  const before = Object.keys(environment).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, environment);
  try {
    const sts = new STSClient({ endpoint: installation.endpoint, region: "us-east-1" });
    return (await sts.send(new GetCallerIdentityCommand({}))).Arn;
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}

describe("a machine's tasks", () => {
  let served: Served;
  let task: string;
  before(async () => {
    served = await serve({ state: "web.json" });
    task = await runTask({ TaskRoleArn: TASK_ROLE });
  });
  after(() => stop(served));

  test("a task that appears is served within seconds: to the SDK for JavaScript, botocore and the AWS CLI", async (t) => {
    const variables = await variablesOf(served, task);
    const environment = {
      ...EMPTY,
      ...variables,
      AWS_DEFAULT_REGION: "us-east-1",
      AWS_ENDPOINT_URL: installation.endpoint,
    };
    await t.test("SDK for JavaScript", async () => {
      assert.equal(await arnOfJavaScript(variables), sessionOf(task));
    });
    await t.test("botocore", { skip: missingClient("python3", "-cimport botocore") }, async () => {
      const { stdout, stderr } = await runClient("python3", { args: [SCRIPT, "1", "0"], environment });
      assert.equal(stderr, "");
      const { method, arn } = JSON.parse(stdout);
      assert.deepEqual([method, arn], ["container-role", sessionOf(task)]);
    });
    await t.test("AWS CLI", { skip: missingClient("aws", "--version") }, async () => {
      const args = ["sts", "get-caller-identity", "--output", "json"];
      const { code, stdout, stderr } = await runClient("aws", { args, environment });
      assert.equal(code, 0, stderr);
      assert.equal(JSON.parse(stdout).Arn, sessionOf(task));
    });
  });

  test("its containers read what task they are", async () => {
    const app = await variablesOf(served, task);
    const log = await variablesOf(served, task, "log");
    assert.equal(uriOf(app), uriOf(log), "one role a task");
    assert.notEqual(app.ECS_CONTAINER_METADATA_URI_V4, log.ECS_CONTAINER_METADATA_URI_V4);
    const own = await answerOf(String(log.ECS_CONTAINER_METADATA_URI_V4));
    assert.equal(own.body.Name, "log");
    const whole = await answerOf(`${app.ECS_CONTAINER_METADATA_URI}/task`);
    assert.equal(whole.body.TaskARN, `arn:aws:ecs:us-east-1:${ACCOUNT}:task/blue/${task}`);
    assert.deepEqual(
      (whole.body.Containers as { Name: string }[]).map(({ Name }) => Name),
      ["app", "log"],
    );
  });

  test("an id that no task has is refused, and nothing of the instance's is on the port", async () => {
    const unknown = await answerOf(`${served.endpoint}/v2/credentials/00000000-0000-8000-8000-000000000000`);
    assert.deepEqual([unknown.status, unknown.body.code], [400, "InvalidIdInRequest"]);
    const byTask = await answerOf(`${served.endpoint}/v2/credentials/${task}`);
    assert.equal(byTask.status, 400, "the task's id is known to many");
    const token = await answerOf(`${served.endpoint}/latest/api/token`, { method: "PUT" });
    assert.equal(token.status, 405);
    assert.equal(
      (await answerOf(`${served.endpoint}/latest/meta-data/iam/security-credentials/`)).status,
      404,
    );
  });

  test("a task without a role has no credentials; one that stops gets nothing more, and its files are gone", async () => {
    const plain = await runTask();
    assert.equal((await variablesOf(served, plain)).AWS_CONTAINER_CREDENTIALS_FULL_URI, undefined);
    const second = await runTask({ TaskRoleArn: TASK_ROLE });
    const uri = uriOf(await variablesOf(served, second));
    const { body } = await answerOf(uri);
    assert.equal(body.RoleArn, TASK_ROLE);
    await callRolecall(installation, "StopTask", { TaskId: second }, ADMIN);
    await until(async () => (await answerOf(uri)).status === 400, "a stopped task is still served");
    assert.deepEqual(
      readdirSync(served.folder).filter((name) => name.startsWith(second)),
      [],
    );
    assert.equal((await answerOf(uriOf(await variablesOf(served, task)))).status, 200);
  });
});

function networkMissing(): string | false {
  try {
    execFileSync("ip", ["netns", "add", "rolecall-probe"], { stdio: "pipe" });
    execFileSync("ip", ["netns", "del", "rolecall-probe"], { stdio: "pipe" });
    return false;
  } catch {
    return "network namespaces are not to be had here (ip netns add)";
  }
}

test("a container in a network of the machine's gets its task's role, and cannot get the instance's", {
  skip: networkMissing(),
}, async (t) => {
  const name = `rolecall-${process.pid}`;
  const link = `rc${process.pid % 1_000_000}`;
  const ip = (...args: readonly string[]) => execFileSync("ip", args, { stdio: "pipe" });
  t.after(() => ip("netns", "del", name));
  ip("netns", "add", name);
  ip("link", "add", link, "type", "veth", "peer", "name", "eth0", "netns", name);
  ip("addr", "add", `${HOST_ADDRESS}/24`, "dev", link);
  ip("link", "set", link, "up");
  ip("-n", name, "addr", "add", `${CONTAINER_ADDRESS}/24`, "dev", "eth0");
  ip("-n", name, "link", "set", "eth0", "up");
  const served = await serve(
    { state: "bridged.json", containerPort: "80" },
    "--host",
    "0.0.0.0",
    "--container-host",
    HOST_ADDRESS,
  );
  const task = await runTask({ TaskRoleArn: TASK_ROLE });
  const variables = await variablesOf(served, task);
  const uri = `http://${HOST_ADDRESS}${variables.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI}`;
  assert.equal(await arnOfJavaScript(variables), sessionOf(task), "by the relative URI");
  const inside = (url: string, method = "GET") => {
    const program = `const headers = { "x-aws-ec2-metadata-token-ttl-seconds": "60" };
      const answer = await fetch(${JSON.stringify(url)}, { method: ${JSON.stringify(method)}, headers });
      console.log(JSON.stringify({ status: answer.status, text: await answer.text() }));`;
    const args = ["netns", "exec", name, process.execPath, "--input-type=module", "--eval", program];
    return JSON.parse(execFileSync("ip", args, { encoding: "utf8", timeout: 20_000 })) as {
      status: number;
      text: string;
    };
  };
  const own = inside(uri);
  assert.deepEqual([own.status, JSON.parse(own.text).RoleArn], [200, TASK_ROLE]);
  const imds = `http://${HOST_ADDRESS}:${new URL(served.imds).port}/latest/api/token`;
  const refused = inside(imds, "PUT");
  assert.equal(refused.status, 403, refused.text);
  const near = await fetch(imds, {
    method: "PUT",
    headers: { "x-aws-ec2-metadata-token-ttl-seconds": "60" },
  });
  assert.equal(near.status, 200, "the machine itself is answered there");
  await stop(served);
});
