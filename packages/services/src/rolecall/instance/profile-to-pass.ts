/**
 * An instance profile that an instance is to have: who gives it passes its role to EC2. Source: IAM User Guide, "Grant a user
 * permissions to pass a role to an AWS service"; Service Authorization Reference, iam:PassRole.
 */
import type { Requirement } from "@rolecall/access";
import { formatArn, formatServicePrincipal } from "@rolecall/names";
import type { Call } from "@rolecall/operations";
import type { InstanceProfileRecord, InstanceRecord, ReadTransaction, RoleRecord } from "@rolecall/store";
import { notFound } from "../error.ts";

export interface ProfileToPass {
  /** Absent where the account has no such profile, or none is asked for. */
  readonly profile: InstanceProfileRecord | undefined;
  readonly role: RoleRecord | undefined;
}

export async function findProfile(
  { tx, caller }: Pick<Call<unknown, ReadTransaction>, "tx" | "caller">,
  name: string | undefined,
): Promise<ProfileToPass> {
  const profile = name === undefined ? undefined : await tx.instanceProfiles.byName(caller.accountId, name);
  return withRole(tx, profile);
}

/** The one that an instance has. */
export async function profileOf(
  { tx }: Pick<Call<unknown, ReadTransaction>, "tx">,
  record: InstanceRecord | undefined,
): Promise<ProfileToPass> {
  const id = record?.instanceProfileId;
  return withRole(tx, id === undefined ? undefined : await tx.instanceProfiles.byId(id));
}

async function withRole(
  tx: ReadTransaction,
  profile: InstanceProfileRecord | undefined,
): Promise<ProfileToPass> {
  const role = profile?.roleId && (await tx.roles.byId(profile.roleId));
  return { profile, role: role === undefined ? undefined : role };
}

/** @param instanceArn that the role is to go to, or a pattern of it */
export function passRole({ role }: ProfileToPass, instanceArn: string): readonly Requirement[] {
  if (role === undefined) return [];
  const context = new Map([
    ["iam:passedtoservice", formatServicePrincipal("ec2")],
    ["iam:associatedresourcearn", instanceArn],
  ]);
  return [{ action: "iam:PassRole", resource: formatArn("role", role), resourceTags: role.tags, context }];
}

/** @throws ResourceNotFoundException where it is asked for and not there */
export function existingProfile({ profile }: ProfileToPass, name: string): InstanceProfileRecord {
  if (profile === undefined) throw notFound(`instance profile ${name}`);
  return profile;
}
