/** Who is in which group. Groups hold users alone, never groups. Of two that are missing, AWS names the user. */

import { openPage, pageOf } from "@rolecall/operations";
import type { GroupRecord } from "@rolecall/store";
import { iam } from "../define.ts";
import { user } from "../on.ts";
import { checkQuota } from "../quotas.ts";
import { onEntity } from "../requirement.ts";
import { existing, groupNamed, userNamed } from "../subject.ts";
import { groupToWire } from "./group-shape.ts";

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

export const listGroupsForUser = iam.read("ListGroupsForUser", {
  on: user,
  perform: async ({ call, target: user }) => {
    const pager = openPage(call, user.id);
    const groups: GroupRecord[] = [];
    for (const id of await call.tx.memberships.groupsOfUser(user.id)) {
      const group = await call.tx.groups.byId(id);
      if (group !== undefined) groups.push(group);
    }
    const page = pageOf(groups, (group) => group.name.toLowerCase(), pager.request);
    return { Groups: page.items.map(groupToWire), ...pager.marks(page) };
  },
});
