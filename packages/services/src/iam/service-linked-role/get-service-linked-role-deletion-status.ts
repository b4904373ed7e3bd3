import { SERVICE_LINKED_PATH } from "@rolecall/access";
import type { On } from "@rolecall/operations";
import { iam } from "../define.ts";
import { iamError } from "../error.ts";
import { newEntityPermission } from "../requirement.ts";
import { type DeletionTask, openTaskId } from "./deletion-task.ts";

/** A task that DeleteServiceLinkedRole gave; the permission is on the role that it deleted. */
const deletionTask: On<{ readonly DeletionTaskId: string }, DeletionTask | undefined, DeletionTask> = {
  find: (call) => openTaskId(call, call.input.DeletionTaskId),
  permission: (call, task) =>
    newEntityPermission(call, {
      kind: "role",
      path: task?.path ?? SERVICE_LINKED_PATH,
      name: task?.name ?? "",
    }),
  take(task, { input }) {
    if (task?.isGenuine) return task;
    throw iamError("NoSuchEntity", `Deletion task ${input.DeletionTaskId} cannot be found.`);
  },
};

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetServiceLinkedRoleDeletionStatus.html */
export const getServiceLinkedRoleDeletionStatus = iam.read("GetServiceLinkedRoleDeletionStatus", {
  on: deletionTask,
  perform: async () => ({ Status: "SUCCEEDED" }),
});
