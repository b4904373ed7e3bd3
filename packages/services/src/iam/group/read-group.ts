import type { User } from "@rolecall/contracts/iam";
import { formatCollectionArn } from "@rolecall/names";
import { openPage } from "@rolecall/operations";
import { iam } from "../define.ts";
import { onEntity, ROOT_PATH } from "../requirement.ts";
import { existing, groupNamed } from "../subject.ts";
import { userToWire } from "../user/user-shape.ts";
import { groupToWire } from "./group-shape.ts";

/** The group and, in pages, its users. https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetGroup.html */
export const getGroup = iam.read("GetGroup", {
  resolve: (call) => groupNamed(call, call.input.GroupName),
  requires: (call, target) => [onEntity(call, "iam:GetGroup", target)],
  perform: async ({ call, target }) => {
    const group = existing(target);
    const pager = openPage(call, group.id);
    const page = await call.tx.memberships.usersOfGroup(group.id, pager.request);
    const users: User[] = [];
    for (const id of page.items) {
      const user = await call.tx.users.byId(id);
      if (user !== undefined) users.push(userToWire(user));
    }
    return { Group: groupToWire(group), Users: users, ...pager.marks(page) };
  },
});

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListGroups.html */
export const listGroups = iam.read("ListGroups", {
  resolve: async () => undefined,
  requires: ({ caller, input }) => [
    {
      action: "iam:ListGroups",
      resource: formatCollectionArn("group", { accountId: caller.accountId, pathPrefix: input.PathPrefix }),
    },
  ],
  perform: async ({ call }) => {
    const { input, caller, tx } = call;
    const pathPrefix = input.PathPrefix ?? ROOT_PATH;
    const pager = openPage(call, pathPrefix);
    const page = await tx.groups.list(caller.accountId, { ...pager.request, pathPrefix });
    return { Groups: page.items.map(groupToWire), ...pager.marks(page) };
  },
});
