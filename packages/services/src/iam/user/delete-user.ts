import type { ReadTransaction, UserRecord } from "@rolecall/store";
import { iam } from "../define.ts";
import { type DeleteObstacle, deleteConflict } from "../error.ts";
import { user } from "../on.ts";

/**
 * A user goes only when nothing hangs on it any more.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteUser.html
 */
export const deleteUser = iam.write("DeleteUser", {
  on: user,
  perform: async ({ call: { tx }, target: user }) => {
    const obstacle = await findObstacle(tx, user);
    if (obstacle !== undefined) throw deleteConflict(obstacle);
    await tx.users.delete(user.id);
    return {};
  },
});

async function findObstacle(tx: ReadTransaction, { id }: UserRecord): Promise<DeleteObstacle | undefined> {
  if ((await tx.loginProfiles.ofUser(id)) !== undefined) return "must delete login profile";
  if ((await tx.accessKeys.ofOwner(id)).length > 0) return "must delete access keys";
  if ((await tx.memberships.groupsOfUser(id)).length > 0) return "must remove users from group";
  if ((await tx.attachments.ofOwner(id)).length > 0) return "must detach all policies";
  if ((await tx.inlinePolicies.ofOwner(id)).length > 0) return "must delete policies";
  return undefined;
}
