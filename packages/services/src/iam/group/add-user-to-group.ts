import { iam } from "../define.ts";
import { checkQuota } from "../quotas.ts";
import { member } from "./member.ts";

/** Adding twice is no error. https://docs.aws.amazon.com/IAM/latest/APIReference/API_AddUserToGroup.html */
export const addUserToGroup = iam.write("AddUserToGroup", {
  on: member,
  perform: async ({ call: { tx, caller, env }, target: { group, user } }) => {
    if (await tx.memberships.has(group.id, user.id)) return {};
    const groups = await tx.memberships.groupsOfUser(user.id);
    checkQuota(env, "GroupsPerUser", groups.length);
    await tx.memberships.add({ accountId: caller.accountId, groupId: group.id, userId: user.id });
    return {};
  },
});
