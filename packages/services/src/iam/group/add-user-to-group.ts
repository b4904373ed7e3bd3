/** Who is in which group. Groups hold users alone, never groups. Of two that are missing, AWS names the user. */
import { iam } from "../define.ts";
import { checkQuota } from "../quotas.ts";
import { onEntity } from "../requirement.ts";
import { existing, groupNamed, userNamed } from "../subject.ts";

/** Adding twice is no error. https://docs.aws.amazon.com/IAM/latest/APIReference/API_AddUserToGroup.html */
export const addUserToGroup = iam.write("AddUserToGroup", {
  resolve: async (call) => ({
    group: await groupNamed(call, call.input.GroupName),
    user: await userNamed(call, call.input.UserName),
  }),
  requires: (call, { group }) => [onEntity(call, "iam:AddUserToGroup", group)],
  perform: async ({ call: { tx, caller, env }, target }) => {
    const user = existing(target.user);
    const group = existing(target.group);
    if (await tx.memberships.has(group.id, user.id)) return {};
    const groups = await tx.memberships.groupsOfUser(user.id);
    checkQuota(env, "GroupsPerUser", groups.length);
    await tx.memberships.add({ accountId: caller.accountId, groupId: group.id, userId: user.id });
    return {};
  },
});
