import { iam } from "../define.ts";
import { onEntity } from "../requirement.ts";
import { existing, groupNamed, userNamed } from "../subject.ts";

/** Removing who is not in the group is no error. */
export const removeUserFromGroup = iam.write("RemoveUserFromGroup", {
  resolve: async (call) => ({
    group: await groupNamed(call, call.input.GroupName),
    user: await userNamed(call, call.input.UserName),
  }),
  requires: (call, { group }) => [onEntity(call, "iam:RemoveUserFromGroup", group)],
  perform: async ({ call: { tx }, target }) => {
    const user = existing(target.user);
    await tx.memberships.remove(existing(target.group).id, user.id);
    return {};
  },
});
