import type { GroupRecord, ReadTransaction } from "@rolecall/store";
import { iam } from "../define.ts";
import { type DeleteObstacle, deleteConflict } from "../error.ts";
import { group } from "../on.ts";

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
