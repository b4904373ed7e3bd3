/** Roles as they are answered. Recorded answers say which operation shows what. */

import type { Role, RoleLastUsed } from "@rolecall/contracts/iam";
import { formatArn } from "@rolecall/names";
import { tagsToWire } from "@rolecall/operations";
import type { ReadTransaction, RoleRecord } from "@rolecall/store";
import { boundaryToWire } from "../boundary/boundary.ts";
import { showTrustPolicy } from "./trust-policy.ts";

/** What every answer shows: all there is of a role in an instance profile. */
export async function roleToWire(tx: ReadTransaction, role: RoleRecord): Promise<Role> {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: formatArn("role", role),
    CreateDate: new Date(role.createdAt),
    AssumeRolePolicyDocument: await showTrustPolicy(tx, role),
  };
}

/** As ListRoles shows it. */
export async function listedRoleToWire(tx: ReadTransaction, role: RoleRecord): Promise<Role> {
  return {
    ...(await roleToWire(tx, role)),
    ...descriptionToWire(role),
    MaxSessionDuration: role.maxSessionSeconds,
  };
}

/** As GetRole shows it. */
export async function roleToWireInFull(tx: ReadTransaction, role: RoleRecord): Promise<Role> {
  return {
    ...(await listedRoleToWire(tx, role)),
    ...grantsToWire(role),
    RoleLastUsed: await roleLastUsed(tx, role),
    ...sourceToWire(role),
  };
}

/** The template that it was made from, if any. */
function sourceToWire({ source }: RoleRecord): Pick<Role, "SourceRoleTemplate"> {
  if (source === undefined) return {};
  const { templateArn, minorVersion } = source;
  return { SourceRoleTemplate: { TemplateArn: templateArn, TemplateMinorVersion: minorVersion } };
}

export function descriptionToWire({ description }: RoleRecord): Pick<Role, "Description"> {
  return description === undefined ? {} : { Description: description };
}

/** The boundary and the tags, where there are any. */
export function grantsToWire({
  permissionsBoundary,
  tags,
}: RoleRecord): Pick<Role, "PermissionsBoundary" | "Tags"> {
  return {
    ...(permissionsBoundary !== undefined && { PermissionsBoundary: boundaryToWire(permissionsBoundary) }),
    ...(tags.length > 0 && { Tags: tagsToWire(tags) }),
  };
}

/** Empty where the role was never used. */
export async function roleLastUsed(tx: ReadTransaction, role: RoleRecord): Promise<RoleLastUsed> {
  const usage = await tx.usage.of(role.id);
  if (usage === undefined) return {};
  return { LastUsedDate: new Date(usage.at), ...(usage.region !== undefined && { Region: usage.region }) };
}
