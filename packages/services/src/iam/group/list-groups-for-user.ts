import { openPage, pageOf } from "@rolecall/operations";
import type { GroupRecord } from "@rolecall/store";
import { iam } from "../define.ts";
import { user } from "../on.ts";
import { groupToWire } from "./group-shape.ts";

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
