import { SERVICE_LINKED_PATH } from "@rolecall/access";
import { iam } from "../define.ts";
import { iamError } from "../error.ts";
import { onNewEntity } from "../requirement.ts";
import { openTaskId } from "./deletion-task.ts";

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
