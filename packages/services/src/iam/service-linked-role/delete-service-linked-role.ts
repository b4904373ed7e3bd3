import { SERVICE_LINKED_PATH } from "@rolecall/access";
import { iam } from "../define.ts";
import { noSuchEntity } from "../error.ts";
import { onEntity } from "../requirement.ts";
import { existing, roleNamed } from "../subject.ts";
import { newTaskId } from "./deletion-task.ts";

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
