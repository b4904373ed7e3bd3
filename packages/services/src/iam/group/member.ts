/** Who is in which group. Groups hold users alone, never groups. */
import type { On } from "@rolecall/operations";
import type { GroupRecord, UserRecord } from "@rolecall/store";
import { entityPermission } from "../requirement.ts";
import { existing, type GroupSubject, groupNamed, type UserSubject, userNamed } from "../subject.ts";

interface Naming {
  readonly GroupName: string;
  readonly UserName: string;
}

interface Found {
  readonly group: GroupSubject;
  readonly user: UserSubject;
}

interface Member {
  readonly group: GroupRecord;
  readonly user: UserRecord;
}

/** A user and a group; the permission is on the group. */
export const member: On<Naming, Found, Member> = {
  find: async (call) => ({
    group: await groupNamed(call, call.input.GroupName),
    user: await userNamed(call, call.input.UserName),
  }),
  permission: (call, { group }) => entityPermission(call, group),
  take(found) {
    // Of two that are missing, AWS names the user.
    const user = existing(found.user);
    return { user, group: existing(found.group) };
  },
};
