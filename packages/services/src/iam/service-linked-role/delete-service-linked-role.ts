import { SERVICE_LINKED_PATH } from "@rolecall/access";
import { iam } from "../define.ts";
import { noSuchEntity } from "../error.ts";
import { role } from "../on.ts";
import { existing } from "../subject.ts";
import { newTaskId } from "./deletion-task.ts";

/** One that a service has; other roles are as good as none. */
const linkedRole: typeof role = {
  ...role,
  take(found) {
    const record = existing(found);
    if (!record.path.startsWith(SERVICE_LINKED_PATH)) throw noSuchEntity("role", found.name);
    return record;
  },
};

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteServiceLinkedRole.html */
export const deleteServiceLinkedRole = iam.write("DeleteServiceLinkedRole", {
  on: linkedRole,
  perform: async ({ call, target }) => {
    const { attachments, roles } = call.tx;
    for (const { policyArn } of await attachments.ofOwner(target.id))
      await attachments.detach(target.id, policyArn);
    await roles.delete(target.id);
    return { DeletionTaskId: newTaskId(call, target) };
  },
});
