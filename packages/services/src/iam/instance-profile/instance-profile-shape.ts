import type { InstanceProfile } from "@rolecall/contracts/iam";
import { formatArn } from "@rolecall/names";
import { tagsToWire } from "@rolecall/operations";
import type { InstanceProfileRecord, ReadTransaction } from "@rolecall/store";
import { roleToWire } from "../role/role-shape.ts";

/** Instance profiles that a list reads at a time: each comes with its role's trust policy. */
export const PROFILES_AT_A_TIME = 16;

/** An instance profile as lists show it: with its role, without tags. */
export async function instanceProfileToWire(
  tx: ReadTransaction,
  profile: InstanceProfileRecord,
): Promise<InstanceProfile> {
  const role = profile.roleId && (await tx.roles.byId(profile.roleId));
  return {
    Path: profile.path,
    InstanceProfileName: profile.name,
    InstanceProfileId: profile.id,
    Arn: formatArn("instance-profile", profile),
    CreateDate: new Date(profile.createdAt),
    Roles: role === undefined ? [] : [await roleToWire(tx, role)],
  };
}

/** As GetInstanceProfile shows it: tags are there even if there are none. */
export async function instanceProfileToWireInFull(
  tx: ReadTransaction,
  profile: InstanceProfileRecord,
): Promise<InstanceProfile> {
  return { ...(await instanceProfileToWire(tx, profile)), Tags: tagsToWire(profile.tags) };
}
