/**
 * The credentials that ECS's agent hands out to a task's containers. Source: ECS Developer Guide, "Amazon ECS task IAM role" (trust
 * policy with aws:SourceArn and aws:SourceAccount); session names as recorded of ECS.
 */
import { NO_PERMISSION, serviceCaller, sessionsRevokedAt } from "@rolecall/access";
import type { GetTaskRoleCredentialsRequest } from "@rolecall/contracts/rolecall";
import { formatServicePrincipal, toTaskId } from "@rolecall/names";
import type { Call, Proving, ServiceError } from "@rolecall/operations";
import { grantedRole, type RoleTarget } from "@rolecall/operations/role-session";
import type { ReadTransaction, TaskRecord } from "@rolecall/store";
import { rolecall } from "../define.ts";
import {
  deliveredTarget,
  deliverSession,
  MACHINE_SESSION_SECONDS,
  trustRequirement,
} from "../delivery/delivered-session.ts";
import { confirmInstance, type InstanceCaller, proveInstance } from "../delivery/instance-caller.ts";
import { notFound, rolecallError } from "../error.ts";
import { spendKeyProof } from "../key-proof.ts";
import { taskArn } from "./task-shape.ts";

type Input = GetTaskRoleCredentialsRequest;
type DeliveryCall = Call<Input, ReadTransaction, InstanceCaller>;

export const getTaskRoleCredentials = rolecall.writeUnsigned("GetTaskRoleCredentials", {
  prove: proveTask,
  resolve: find,
  /** The role's trust policy has to let ECS's tasks in, for this task, as things are now. */
  requires: (_call, target) => (target === undefined ? NO_PERMISSION : [trustRequirement(target)]),
  async perform({ call, target }) {
    if (target === undefined) throw withoutRole(call.input);
    await spendKeyProof(call);
    const { session, issuedAt } = deliverSession(call, target, {
      durationSeconds: MACHINE_SESSION_SECONDS,
    });
    return {
      RoleArn: target.roleArn,
      ...session,
      IssuedAt: issuedAt,
      SessionsRevokedAt: await sessionsRevokedAt(call.tx, grantedRole(target).record),
    };
  },
});

/** The instance proves itself; ECS speaks for the task that runs on it. @throws ResourceNotFoundException where none does */
async function proveTask(proving: Proving<Input>): Promise<InstanceCaller> {
  const instance = await proveInstance("GetTaskRoleCredentials", proving);
  const { input, store } = proving;
  const record = taskOn(instance, await store.read((tx) => tx.tasks.byId(toTaskId(input.TaskId))), input);
  const source = { arn: taskArn(record), accountId: record.accountId };
  return { ...instance, ...serviceCaller({ service: formatServicePrincipal("ecs-tasks"), source }) };
}

/**
 * INVARIANT: an instance gets nothing of a task that runs elsewhere, and does not learn whether there is one.
 * @throws ResourceNotFoundException
 */
function taskOn(
  { proof }: InstanceCaller,
  record: TaskRecord | undefined,
  { TaskId: id }: Input,
): TaskRecord {
  if (record === undefined || record.instanceId !== proof.subject)
    throw notFound(`task ${id} on this instance`);
  return record;
}

/** As the transaction sees it: the task may have been stopped since. */
async function find(call: DeliveryCall): Promise<RoleTarget | undefined> {
  const { tx, input, caller } = call;
  await confirmInstance(call);
  const { id, taskRoleArn, executionRoleArn } = taskOn(
    caller,
    await tx.tasks.byId(toTaskId(input.TaskId)),
    input,
  );
  const roleArn = input.RoleType === "TaskExecution" ? executionRoleArn : taskRoleArn;
  if (roleArn === undefined) return undefined;
  return deliveredTarget(call, { roleArn, sessionName: id });
}

function withoutRole({ TaskId: id, RoleType: type }: Input): ServiceError {
  const kind = type === "TaskExecution" ? "execution role" : "task role";
  return rolecallError("TaskWithoutRoleException", `The task ${id} has no ${kind}.`);
}
