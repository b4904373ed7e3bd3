import type { User } from "@rolecall/contracts/iam";
import { openPage } from "@rolecall/operations";
import { iam } from "../define.ts";
import { group } from "../on.ts";
import { userToWire } from "../user/user-shape.ts";
import { groupToWire } from "./group-shape.ts";

/** The group and, in pages, its users. https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetGroup.html */
export const getGroup = iam.read("GetGroup", {
  on: group,
  perform: async ({ call, target: group }) => {
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
