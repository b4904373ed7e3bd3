import { iam } from "../define.ts";
import { entityAlreadyExists } from "../error.ts";
import { onEntity, onNewEntity } from "../requirement.ts";
import { existing, groupNamed } from "../subject.ts";

/** Renames and moves a group. https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateGroup.html */
export const updateGroup = iam.write("UpdateGroup", {
  resolve: (call) => groupNamed(call, call.input.GroupName),
  // AWS asks for the permission on the group as it is and as it is to be.
  requires: (call, target) => {
    const path = call.input.NewPath ?? target.record?.path;
    const name = call.input.NewGroupName ?? target.record?.name ?? target.name;
    return [
      onEntity(call, "iam:UpdateGroup", target),
      onNewEntity(call, "iam:UpdateGroup", { kind: "group", path, name }),
    ];
  },
  perform: async ({ call: { input, caller, tx }, target }) => {
    const group = existing(target);
    const name = input.NewGroupName ?? group.name;
    // As of users: another case of the group's own name is taken, the very same name is not.
    const isTaken = name !== group.name && (await tx.groups.byName(caller.accountId, name)) !== undefined;
    if (isTaken) throw entityAlreadyExists("group", name);
    await tx.groups.update({ ...group, name, path: input.NewPath ?? group.path });
    return {};
  },
});
