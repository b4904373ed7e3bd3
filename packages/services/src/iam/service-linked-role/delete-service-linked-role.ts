/**
 * Service-linked roles are deleted by a task that can be asked after. No service of this installation holds on to a role, so
 * that the task is done when it is given, and its id carries all that is to be known of it.
 */
import { SERVICE_LINKED_PATH } from "@rolecall/access";
import { openText, sealText } from "@rolecall/credentials";
import type { Call, Environment } from "@rolecall/operations";
import type { RoleRecord } from "@rolecall/store";
import { iam } from "../define.ts";
import { iamError, noSuchEntity } from "../error.ts";
import { onEntity, onNewEntity } from "../requirement.ts";
import { existing, roleNamed } from "../subject.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteServiceLinkedRole.html */
export const deleteServiceLinkedRole = iam.write("DeleteServiceLinkedRole", {
  resolve: (call) => roleNamed(call, call.input.RoleName),
  requires: (call, target) => [onEntity(call, "iam:DeleteServiceLinkedRole", target)],
  perform: async ({ call, target }) => {
    const role = existing(target);
    if (!role.path.startsWith(SERVICE_LINKED_PATH)) throw noSuchEntity("role", target.name);
    const { attachments, roles } = call.tx;
    for (const { policyArn } of await attachments.ofOwner(role.id))
      await attachments.detach(role.id, policyArn);
    await roles.delete(role.id);
    return { DeletionTaskId: newTaskId(call, role) };
  },
});

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetServiceLinkedRoleDeletionStatus.html */
export const getServiceLinkedRoleDeletionStatus = iam.read("GetServiceLinkedRoleDeletionStatus", {
  resolve: async (call) => openTaskId(call, call.input.DeletionTaskId),
  requires: (call, task) => {
    const role = { kind: "role", path: task?.path ?? SERVICE_LINKED_PATH, name: task?.name ?? "" } as const;
    return [onNewEntity(call, "iam:GetServiceLinkedRoleDeletionStatus", role)];
  },
  perform: async ({ call: { input }, target: task }) => {
    if (task?.isGenuine) return { Status: "SUCCEEDED" };
    throw iamError("NoSuchEntity", `Deletion task ${input.DeletionTaskId} cannot be found.`);
  },
});

interface Task {
  readonly path: string;
  readonly name: string;
  readonly isGenuine: boolean;
}

type Signing = Pick<Call<unknown, unknown>, "caller"> & { readonly env: Pick<Environment, "keyRing"> };

const TASK_ID = /^task(?<path>\/aws-service-role\/[^/]+\/)(?<name>[^/]+)\/(?<seal>[^/]+)$/;

/** `task/aws-service-role/SERVICE/ROLE/…`, sealed so that nobody makes one up. */
function newTaskId({ caller, env }: Signing, { path, name, id }: RoleRecord): string {
  return `task${path}${name}/${sealText(env.keyRing, "marker", id, contextOf(caller.accountId, path, name))}`;
}

function openTaskId({ caller, env }: Signing, taskId: string): Task | undefined {
  const [, path, name, seal] = TASK_ID.exec(taskId) ?? [];
  if (path === undefined || name === undefined || seal === undefined) return undefined;
  const opened = openText(env.keyRing, "marker", seal, contextOf(caller.accountId, path, name));
  return { path, name, isGenuine: opened !== undefined };
}

function contextOf(accountId: string, path: string, name: string): string {
  return JSON.stringify(["DeleteServiceLinkedRole", accountId, path, name]);
}
