import type { UserDetail } from "@rolecall/contracts/iam";
import { tagsToWire } from "@rolecall/operations";
import type { ReadTransaction, UserRecord } from "@rolecall/store";
import { attachedPolicies } from "../../attachment/list-attached-policies.ts";
import { boundaryToWire } from "../../boundary/boundary.ts";
import { inlinePolicyDetails } from "../../inline-policy/read-inline-policy.ts";
import { userToWire } from "../../user/user-shape.ts";

/** All there is to know of a user's permissions. AWS leaves out the list of inline policies where it is empty. */
export async function userDetail(tx: ReadTransaction, user: UserRecord): Promise<UserDetail> {
  const inline = await inlinePolicyDetails(tx, user.id);
  const { permissionsBoundary } = user;
  return {
    ...userToWire(user),
    ...(inline.length > 0 && { UserPolicyList: inline }),
    GroupList: await groupNames(tx, user),
    AttachedManagedPolicies: await attachedPolicies(tx, user.id),
    ...(permissionsBoundary !== undefined && { PermissionsBoundary: boundaryToWire(permissionsBoundary) }),
    Tags: tagsToWire(user.tags),
  };
}

async function groupNames(tx: ReadTransaction, user: UserRecord): Promise<readonly string[]> {
  const names: string[] = [];
  for (const id of await tx.memberships.groupsOfUser(user.id)) {
    const group = await tx.groups.byId(id);
    if (group !== undefined) names.push(group.name);
  }
  return names;
}
