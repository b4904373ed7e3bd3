import type { UserDetail } from "@rolecall/contracts/iam";
import type { UniqueId } from "@rolecall/names";
import { tagsToWire } from "@rolecall/operations";
import type { ReadTransaction, UserRecord } from "@rolecall/store";
import { attachedPolicies } from "../../attachment/list-attached-policies.ts";
import { boundaryToWire } from "../../boundary/boundary.ts";
import { inlinePolicyDetails } from "../../inline-policy/read-inline-policy.ts";
import { userToWire } from "../../user/user-shape.ts";

/** Gives all there is to know of a user's permissions. What a group is called is looked up once for all users. */
export function createUserDetail(tx: ReadTransaction): (user: UserRecord) => Promise<UserDetail> {
  const names = new Map<UniqueId, string | undefined>();

  const groupNames = async (user: UserRecord): Promise<readonly string[]> => {
    const ids = await tx.memberships.groupsOfUser(user.id);
    for (const id of ids) if (!names.has(id)) names.set(id, (await tx.groups.byId(id))?.name);
    return ids.map((id) => names.get(id)).filter((name) => name !== undefined);
  };

  // AWS leaves out the list of inline policies where it is empty.
  return async (user) => {
    const inline = await inlinePolicyDetails(tx, user.id);
    const { permissionsBoundary } = user;
    return {
      ...userToWire(user),
      ...(inline.length > 0 && { UserPolicyList: inline }),
      GroupList: await groupNames(user),
      AttachedManagedPolicies: await attachedPolicies(tx, user.id),
      ...(permissionsBoundary !== undefined && { PermissionsBoundary: boundaryToWire(permissionsBoundary) }),
      Tags: tagsToWire(user.tags),
    };
  };
}
