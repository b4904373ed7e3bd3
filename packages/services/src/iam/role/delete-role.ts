import type { ReadTransaction, RoleRecord } from "@rolecall/store";
import { iam } from "../define.ts";
import { type DeleteObstacle, deleteConflict } from "../error.ts";
import { roleToChange } from "../on.ts";

/**
 * A role goes only when nothing hangs on it any more.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRole.html
 */
export const deleteRole = iam.write("DeleteRole", {
  on: roleToChange,
  perform: async ({ call: { tx }, target: role }) => {
    const obstacle = await findObstacle(tx, role);
    if (obstacle !== undefined) throw deleteConflict(obstacle);
    await tx.roles.delete(role.id);
    return {};
  },
});

async function findObstacle(tx: ReadTransaction, { id }: RoleRecord): Promise<DeleteObstacle | undefined> {
  if ((await tx.instanceProfiles.ofRole(id)).length > 0) return "must remove roles from instance profile";
  if ((await tx.attachments.ofOwner(id)).length > 0) return "must detach all policies";
  if ((await tx.inlinePolicies.ofOwner(id)).length > 0) return "must delete policies";
  return undefined;
}
