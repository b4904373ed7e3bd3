import type { RunTaskRequest } from "@rolecall/contracts/rolecall";
import { formatArn, type TaskId, toTaskId } from "@rolecall/names";
import type { Call, On } from "@rolecall/operations";
import type { FoundRole } from "@rolecall/operations/role-session";
import type { InstanceRecord, TaskRecord, WriteTransaction } from "@rolecall/store";
import { rolecall } from "../define.ts";
import { invalidInput, quotaExceeded } from "../error.ts";
import { type FoundInstance, instance } from "../instance/on.ts";
import { ROLECALL_QUOTAS } from "../quotas.ts";
import { checkRoles, findRoles, passRoles } from "./roles-to-pass.ts";
import { taskToWire } from "./task-shape.ts";

const DEFAULT_CLUSTER = "default";
const ID_BYTES = 16;

interface Found {
  readonly on: FoundInstance;
  readonly roles: readonly FoundRole[];
}

/** The permission is on the task, whose id is not known yet; where it runs is a condition key, as ECS's `ecs:container-instances`. */
const taskToRun: On<RunTaskRequest, Found, InstanceRecord> = {
  find: async (call) => ({ on: await instance.find(call), roles: await findRoles(call) }),
  permission: ({ input, caller: { accountId }, request }, { on }) => ({
    resource: formatArn("task", {
      accountId,
      region: on.record?.region ?? request.region,
      name: clusterOf(input),
      taskId: "*",
    }),
    context: new Map([["ecs:container-instances", on.arn]]),
  }),
  also: (_call, { roles }) => passRoles(roles),
  take({ on, roles }, call) {
    checkRoles(roles, call);
    return instance.take(on, call);
  },
};

/**
 * Makes a task known that runs on an instance: its containers get its role's credentials, and never the instance's.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html
 */
export const runTask = rolecall.write("RunTask", {
  on: taskToRun,
  perform: async ({ call, target: { id: instanceId, accountId, region } }) => {
    const { input, tx, now } = call;
    await refuseTooMany(call, instanceId);
    const record: TaskRecord = {
      id: newTaskId(call),
      accountId,
      instanceId,
      region,
      cluster: clusterOf(input),
      family: input.Family,
      revision: input.Revision ?? 1,
      ...(input.TaskRoleArn !== undefined && { taskRoleArn: input.TaskRoleArn }),
      ...(input.ExecutionRoleArn !== undefined && { executionRoleArn: input.ExecutionRoleArn }),
      containers: readContainers(input),
      startedAt: now,
    };
    await tx.tasks.insert(record);
    return { Task: taskToWire(record) };
  },
});

function clusterOf({ Cluster: cluster }: RunTaskRequest): string {
  return cluster ?? DEFAULT_CLUSTER;
}

type Running = Call<RunTaskRequest, WriteTransaction>;

async function refuseTooMany({ tx, env }: Running, instanceId: InstanceRecord["id"]): Promise<void> {
  const { TasksPerInstance: limit } = ROLECALL_QUOTAS.of(env);
  if ((await tx.tasks.countOfInstance(instanceId)) >= limit) throw quotaExceeded("TasksPerInstance", limit);
}

function newTaskId({ env }: Running): TaskId {
  return toTaskId(Buffer.from(env.random(ID_BYTES)).toString("hex"));
}

function readContainers({ Containers: containers }: RunTaskRequest): TaskRecord["containers"] {
  const names = new Set(containers.map(({ Name: name }) => name));
  if (names.size !== containers.length) throw invalidInput("Two containers of the task have the same name.");
  return containers.map(({ Name: name, Image: image }) => ({ name, image }));
}
