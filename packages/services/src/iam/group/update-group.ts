import { iam } from "../define.ts";
import { entityAlreadyExists } from "../error.ts";
import { group } from "../on.ts";
import { onRenamed } from "../requirement.ts";

/** Renames and moves a group. https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateGroup.html */
export const updateGroup = iam.write("UpdateGroup", {
  on: group,
  also: (call, found) => [onRenamed(call, "iam:UpdateGroup", found, call.input.NewGroupName)],
  perform: async ({ call: { input, tx }, target }) => {
    const name = input.NewGroupName ?? target.name;
    // As of users: another case of the group's own name is taken, the very same name is not.
    const isTaken = name !== target.name && (await tx.groups.byName(target.accountId, name)) !== undefined;
    if (isTaken) throw entityAlreadyExists("group", name);
    await tx.groups.update({ ...target, name, path: input.NewPath ?? target.path });
    return {};
  },
});
