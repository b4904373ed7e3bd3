/**
 * Through which profile, and as which role, an instance gets its credentials now. Source: EC2 User Guide, "Troubleshoot IAM roles for
 * EC2" and the documents of `iam/info`; facts as IMDS has them.
 */
import { sessionsRevokedAt } from "@rolecall/access";
import type { DeliveringProfile } from "@rolecall/contracts/rolecall";
import { formatArn } from "@rolecall/names";
import type { InstanceProfileRecord, ListedInstance, ReadTransaction, RoleRecord } from "@rolecall/store";

export type Delivering =
  | { readonly state: "no-profile" }
  | { readonly state: "not-found"; readonly profileId: string }
  | { readonly state: "without-role"; readonly profile: InstanceProfileRecord }
  | { readonly state: "active"; readonly profile: InstanceProfileRecord; readonly role: RoleRecord };

export async function findDelivering(
  tx: ReadTransaction,
  { instanceProfileId: profileId }: ListedInstance,
): Promise<Delivering> {
  if (profileId === undefined) return { state: "no-profile" };
  const profile = await tx.instanceProfiles.byId(profileId);
  if (profile === undefined) return { state: "not-found", profileId };
  const role = profile.roleId && (await tx.roles.byId(profile.roleId));
  return role === undefined ? { state: "without-role", profile } : { state: "active", profile, role };
}

/** As the metadata server is told. Absent where the instance has no profile. */
export async function deliveringToWire(
  tx: ReadTransaction,
  delivering: Delivering,
): Promise<DeliveringProfile | undefined> {
  if (delivering.state === "no-profile") return undefined;
  if (delivering.state === "not-found") return { Id: delivering.profileId, State: delivering.state };
  const { state, profile } = delivering;
  const shown = { Arn: formatArn("instance-profile", profile), Id: profile.id, State: state };
  if (state === "without-role") return shown;
  const { role } = delivering;
  return {
    ...shown,
    RoleName: role.name,
    RoleArn: formatArn("role", role),
    SessionsRevokedAt: await sessionsRevokedAt(tx, role),
  };
}
