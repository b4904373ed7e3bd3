import type { GroupRecord, ReadTransaction } from "@rolecall/store";
import { iam } from "../define.ts";
import { type DeleteObstacle, deleteConflict, entityAlreadyExists } from "../error.ts";
import { group } from "../on.ts";
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

/** Only an empty group goes. https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteGroup.html */
export const deleteGroup = iam.write("DeleteGroup", {
  on: group,
  perform: async ({ call: { tx }, target: group }) => {
    const obstacle = await findObstacle(tx, group);
    if (obstacle !== undefined) throw deleteConflict(obstacle);
    await tx.groups.delete(group.id);
    return {};
  },
});

async function findObstacle(tx: ReadTransaction, { id }: GroupRecord): Promise<DeleteObstacle | undefined> {
  const { items: members } = await tx.memberships.usersOfGroup(id, { limit: 1 });
  if (members.length > 0) return "must remove users from group";
  if ((await tx.attachments.ofOwner(id)).length > 0) return "must detach all policies";
  if ((await tx.inlinePolicies.ofOwner(id)).length > 0) return "must delete policies";
  return undefined;
}
