import type { UniqueId } from "@rolecall/names";
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

type Held = readonly unknown[];

/**
 * What may hang on a user, and what AWS says of it, in the order in which it is told. That devices come before access keys is
 * recorded; for the others no order is known.
 */
const OBSTACLES: readonly (readonly [
  DeleteObstacle,
  (tx: ReadTransaction, id: UniqueId) => Promise<Held>,
])[] = [
  [
    "must delete login profile",
    async (tx, id) => [await tx.loginProfiles.ofUser(id)].filter((each) => each !== undefined),
  ],
  ["must remove tokens from principal", (tx, id) => tx.mfaDevices.ofOwner(id)],
  ["must delete access keys", (tx, id) => tx.accessKeys.ofOwner(id)],
  ["must delete certificates", (tx, id) => tx.signingCertificates.ofOwner(id)],
  ["must remove referenced objects", (tx, id) => tx.sshPublicKeys.ofOwner(id)],
  ["must remove referenced objects", (tx, id) => tx.serviceCredentials.ofOwner(id)],
  ["must remove users from group", (tx, id) => tx.memberships.groupsOfUser(id)],
  ["must detach all policies", (tx, id) => tx.attachments.ofOwner(id)],
  ["must delete policies", (tx, id) => tx.inlinePolicies.ofOwner(id)],
];

async function findObstacle(tx: ReadTransaction, { id }: UserRecord): Promise<DeleteObstacle | undefined> {
  // Asked together: one round trip, where the store is behind a network.
  const held = await Promise.all(OBSTACLES.map(([, heldBy]) => heldBy(tx, id)));
  const first = held.findIndex((each) => each.length > 0);
  return OBSTACLES[first]?.[0];
}
