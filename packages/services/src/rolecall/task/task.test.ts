import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { openSession } from "@rolecall/credentials";
import { refuses } from "../../harness.test-support.ts";
import {
  addTrusted,
  asUserWith,
  enrolMachine,
  h,
  ID,
  type Machine,
  openForEachTest,
  trustOf,
} from "../machine.test-support.ts";

openForEachTest();

const OTHER = "i-0123456789abcdef1";
const ROLE = "arn:aws:iam::111111111111:role/Task";
const CONTAINERS = [{ Name: "app", Image: "web:1" }];
const SIX_HOURS_MS = 6 * 3_600_000;

let machine: Machine;
beforeEach(async () => {
  machine = await enrolMachine();
  await addTrusted("Task", trustOf("ecs-tasks.amazonaws.com"));
});

async function runTask(more: { Cluster?: string; TaskRoleArn?: string; ExecutionRoleArn?: string } = {}) {
  const input = { InstanceId: ID, Family: "web", Containers: CONTAINERS, TaskRoleArn: ROLE, ...more };
  return (await h.ask(h.root, "RunTask", input)).Task;
}

type RoleType = "TaskApplication" | "TaskExecution";

function credentials(TaskId: string, of = machine, more: { RoleType?: RoleType } = {}) {
  const input = { TaskId, ...more };
  const Proof = of.prove("GetTaskRoleCredentials", input);
  return h.ask(h.root, "GetTaskRoleCredentials", { ...input, Proof });
}

const listed = (of = machine) =>
  h.ask(h.root, "ListInstanceTasks", { Proof: of.prove("ListInstanceTasks", {}) });

test("a task is shown as it was run, listed in pages, and told to its instance", async () => {
  const Task = await runTask({ Cluster: "blue" });
  assert.match(Task.TaskId, /^[0-9a-f]{32}$/);
  assert.equal(Task.Arn, `arn:aws:ecs:us-east-1:111111111111:task/blue/${Task.TaskId}`);
  assert.deepEqual([Task.Revision, Task.Containers, Task.StartedAt.getTime()], [1, CONTAINERS, h.now()]);
  assert.deepEqual((await h.ask(h.root, "GetTask", { TaskId: Task.TaskId })).Task, Task);
  const second = await runTask();
  assert.match(second.Arn, /:task\/default\//);
  const page = await h.ask(h.root, "ListTasks", { MaxResults: 1 });
  const { NextToken } = page;
  const rest = await h.ask(h.root, "ListTasks", { NextToken, MaxResults: 1 });
  const ids = [...page.Tasks, ...rest.Tasks].map(({ TaskId }) => TaskId);
  assert.deepEqual(ids, [Task.TaskId, second.TaskId].toSorted());
  assert.deepEqual(
    (await listed()).Tasks.map((each) => each.Task.TaskId),
    ids,
  );
  const other = await enrolMachine({ InstanceId: OTHER });
  assert.deepEqual((await listed(other)).Tasks, []);
});

test("credentials are the task role's for six hours, in a session of the task's name, for a proof that is used once", async () => {
  const { TaskId } = await runTask({ ExecutionRoleArn: ROLE });
  const answer = await credentials(TaskId);
  assert.equal(answer.AssumedRoleUser.Arn, `arn:aws:sts::111111111111:assumed-role/Task/${TaskId}`);
  assert.equal(answer.Credentials.Expiration.getTime(), h.now() + SIX_HOURS_MS);
  const opened = openSession(h.env.keyRing, answer.Credentials.AccessKeyId, answer.Credentials.SessionToken);
  assert.equal(opened?.claims.deliveryKeys, undefined);
  const execution = await credentials(TaskId, machine, { RoleType: "TaskExecution" });
  assert.equal(execution.RoleArn, ROLE);
  const Proof = machine.prove("GetTaskRoleCredentials", { TaskId });
  await h.ask(h.root, "GetTaskRoleCredentials", { TaskId, Proof });
  const again = h.ask(h.root, "GetTaskRoleCredentials", { TaskId, Proof });
  await refuses(again, "InvalidProofException", "The proof was used before.");
});

test("the trust policy can say for which tasks: aws:SourceArn and aws:SourceAccount", async () => {
  const trust = (arn: string, account: string) =>
    trustOf("ecs-tasks.amazonaws.com", {
      ArnLike: { "aws:SourceArn": arn },
      StringEquals: { "aws:SourceAccount": account },
    });
  await addTrusted("Here", trust("arn:aws:ecs:us-east-1:111111111111:task/blue/*", "111111111111"));
  await addTrusted("Account", trust("arn:aws:ecs:*:*:*", "222222222222"));
  const TaskRoleArn = ROLE.replace("Task", "Here");
  await credentials((await runTask({ Cluster: "blue", TaskRoleArn })).TaskId);
  for (const input of [
    { TaskRoleArn },
    { TaskRoleArn: ROLE.replace("Task", "Account") },
    { TaskRoleArn: ROLE.replace("Task", "Web") },
  ]) {
    const { TaskId } = await runTask(input);
    await assert.rejects(credentials(TaskId), { code: "AccessDenied" }, JSON.stringify(input));
  }
});

test("another instance, another account's machine, and whoever has stopped or no role get nothing", async () => {
  const { TaskId } = await runTask();
  const nowhere = `There is no task ${TaskId} on this instance in this account.`;
  const other = await enrolMachine({ InstanceId: OTHER });
  await refuses(credentials(TaskId, other), "ResourceNotFoundException", nowhere);
  const away = await h.addAccount("222222222222");
  await refuses(
    h.ask(away, "GetTask", { TaskId }),
    "ResourceNotFoundException",
    `There is no task ${TaskId} in this account.`,
  );
  await assert.rejects(h.ask(away, "StopTask", { TaskId }), { code: "ResourceNotFoundException" });
  const onTheirs = { InstanceId: ID, Family: "web", Containers: CONTAINERS };
  await assert.rejects(h.ask(away, "RunTask", onTheirs), { code: "ResourceNotFoundException" });
  await h.ask(h.root, "StopTask", { TaskId });
  await refuses(credentials(TaskId), "ResourceNotFoundException", nowhere);
  const plain = (await h.ask(h.root, "RunTask", onTheirs)).Task;
  await refuses(
    credentials(plain.TaskId),
    "TaskWithoutRoleException",
    `The task ${plain.TaskId} has no task role.`,
  );
  await h.ask(h.root, "TerminateInstance", { InstanceId: ID });
  assert.deepEqual((await h.ask(h.root, "ListTasks", {})).Tasks, []);
});

test("who runs a task passes its roles to ECS, and they are there, of this account", async () => {
  const runner = await asUserWith("runner", { Effect: "Allow", Action: "rolecall:RunTask", Resource: "*" });
  const input = { InstanceId: ID, Family: "web", Containers: CONTAINERS, TaskRoleArn: ROLE };
  await assert.rejects(h.ask(runner, "RunTask", input), { code: "AccessDenied" });
  const passer = await asUserWith("passer", {
    Effect: "Allow",
    Action: ["rolecall:RunTask", "iam:PassRole"],
    Resource: [ROLE, "arn:aws:ecs:us-east-1:111111111111:task/*"],
    Condition: { StringEqualsIfExists: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
  });
  await h.ask(passer, "RunTask", input);
  const denied = h.ask(passer, "RunTask", { ...input, ExecutionRoleArn: ROLE.replace("Task", "Web") });
  await assert.rejects(denied, { code: "AccessDenied" });
  const missing = h.ask(h.root, "RunTask", { ...input, TaskRoleArn: `${ROLE}2` });
  await refuses(missing, "ResourceNotFoundException", `There is no role ${ROLE}2 in this account.`);
  const foreign = h.ask(h.root, "RunTask", { ...input, TaskRoleArn: ROLE.replaceAll("1", "2") });
  await assert.rejects(foreign, { code: "AccessDenied" });
  const twice = h.ask(h.root, "RunTask", { ...input, Containers: [...CONTAINERS, ...CONTAINERS] });
  await refuses(twice, "ValidationException", "Two containers of the task have the same name.");
});

test("an instance has as many tasks as its quota says", async () => {
  for (let count = 0; count < 100; count += 1) await runTask();
  await refuses(runTask(), "LimitExceededException", "Cannot exceed quota for TasksPerInstance: 100");
});

test("a revocation is told with the tasks", async () => {
  const { TaskId } = await runTask();
  const role = await h.store.read((tx) => tx.roles.byName(h.accountId, "Task"));
  const revokedAt = new Date(h.now());
  const statement = {
    Effect: "Deny",
    Action: "*",
    Resource: "*",
    Condition: { DateLessThan: { "aws:TokenIssueTime": revokedAt.toISOString() } },
  };
  await h.store.write((tx) =>
    tx.inlinePolicies.put({
      accountId: h.accountId,
      ownerKind: "role",
      ownerId: role?.id as never,
      name: "AWSRevokeOlderSessions",
      document: JSON.stringify({ Version: "2012-10-17", Statement: statement }),
    } as never),
  );
  assert.deepEqual((await listed()).Tasks[0]?.SessionsRevokedAt, revokedAt);
  assert.deepEqual((await credentials(TaskId)).SessionsRevokedAt, revokedAt);
});
