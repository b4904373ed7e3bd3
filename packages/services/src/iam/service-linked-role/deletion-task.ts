/**
 * Service-linked roles are deleted by a task that can be asked after. No service of this installation holds on to a role, so
 * that the task is done when it is given, and its id carries all that is to be known of it.
 */
import { openText, sealText } from "@rolecall/credentials";
import type { Call, Environment } from "@rolecall/operations";
import type { RoleRecord } from "@rolecall/store";

export interface DeletionTask {
  readonly path: string;
  readonly name: string;
  readonly isGenuine: boolean;
}

type Signing = Pick<Call<unknown, unknown>, "caller"> & { readonly env: Pick<Environment, "keyRing"> };

const TASK_ID = /^task(?<path>\/aws-service-role\/[^/]+\/)(?<name>[^/]+)\/(?<seal>[^/]+)$/;

/** `task/aws-service-role/SERVICE/ROLE/…`, sealed so that nobody makes one up. */
export function newTaskId({ caller, env }: Signing, { path, name, id }: RoleRecord): string {
  return `task${path}${name}/${sealText(env.keyRing, "marker", id, contextOf(caller.accountId, path, name))}`;
}

export function openTaskId({ caller, env }: Signing, taskId: string): DeletionTask | undefined {
  const [, path, name, seal] = TASK_ID.exec(taskId) ?? [];
  if (path === undefined || name === undefined || seal === undefined) return undefined;
  const opened = openText(env.keyRing, "marker", seal, contextOf(caller.accountId, path, name));
  return { path, name, isGenuine: opened !== undefined };
}

function contextOf(accountId: string, path: string, name: string): string {
  return JSON.stringify(["DeleteServiceLinkedRole", accountId, path, name]);
}
