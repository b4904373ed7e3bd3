import { iam } from "../define.ts";
import { member } from "./member.ts";

/**
 * Removing who is not in the group is no error.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_RemoveUserFromGroup.html
 */
export const removeUserFromGroup = iam.write("RemoveUserFromGroup", {
  on: member,
  perform: async ({ call: { tx }, target: { group, user } }) => {
    await tx.memberships.remove(group.id, user.id);
    return {};
  },
});
