import type { RoleDetail } from "@rolecall/contracts/iam";
import { tagsToWire } from "@rolecall/operations";
import type { ReadTransaction, RoleRecord } from "@rolecall/store";
import { attachedPolicies } from "../../attachment/list-attached-policies.ts";
import { inlinePolicyDetails } from "../../inline-policy/read-inline-policy.ts";
import { instanceProfileToWire } from "../../instance-profile/instance-profile-shape.ts";
import { grantsToWire, roleLastUsed, roleToWire } from "../../role/role-shape.ts";

/** A role with all that hangs on it, as GetAccountAuthorizationDetails shows it. */
export async function roleDetail(tx: ReadTransaction, role: RoleRecord): Promise<RoleDetail> {
  const profiles = await tx.instanceProfiles.ofRole(role.id);
  return {
    ...(await roleToWire(tx, role)),
    ...grantsToWire(role),
    InstanceProfileList: await Promise.all(profiles.map((profile) => instanceProfileToWire(tx, profile))),
    RolePolicyList: await inlinePolicyDetails(tx, role.id),
    AttachedManagedPolicies: await attachedPolicies(tx, role.id),
    RoleLastUsed: await roleLastUsed(tx, role),
    Tags: tagsToWire(role.tags),
  };
}
