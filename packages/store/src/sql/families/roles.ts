import type { UniqueId } from "../../records/identifier.ts";
import type { RoleRecord } from "../../records/role.ts";
import type { RoleTable } from "../schema.ts";
import type { EntityFamily } from "./entities.ts";
import { ENTITY_COLUMNS, toEntityRecord, toEntityRow, toTags } from "./entity-row.ts";
import { entityStatements } from "./entity-statements.ts";
import { deletePoliciesOf } from "./granted.ts";
import { removeRoleFromInstanceProfiles } from "./instance-profiles.ts";
import { deleteUsage } from "./usage.ts";

export const roleFamily: EntityFamily<RoleRecord, RoleTable> = {
  kind: "role",
  statements: entityStatements("roles", {
    ...ENTITY_COLUMNS,
    trust_policy: true,
    trust_principals: true,
    description: true,
    max_session_seconds: true,
    permissions_boundary: true,
    tags: true,
  }),
  toRow,
  toRecord,
  subjectOf: (row) => row.id,
  async deleteDependents(session, role) {
    await deletePoliciesOf(session, role.id);
    await removeRoleFromInstanceProfiles(session, role.id);
    await session.run(deleteUsage, { subject: role.id });
  },
};

function toRow(record: RoleRecord): RoleTable {
  return {
    ...toEntityRow(record),
    trust_policy: record.trustPolicy,
    // Entries, not an object: a principal called `__proto__` must come back as one.
    trust_principals: JSON.stringify(Object.entries(record.trustPrincipals)),
    description: record.description ?? null,
    max_session_seconds: record.maxSessionSeconds,
    permissions_boundary: record.permissionsBoundary ?? null,
    tags: JSON.stringify(record.tags),
  };
}

function toRecord(row: RoleTable): RoleRecord {
  return {
    ...toEntityRecord(row),
    trustPolicy: row.trust_policy,
    trustPrincipals: Object.fromEntries(JSON.parse(row.trust_principals) as [string, UniqueId][]),
    ...(row.description !== null && { description: row.description }),
    maxSessionSeconds: row.max_session_seconds,
    ...(row.permissions_boundary !== null && { permissionsBoundary: row.permissions_boundary }),
    tags: toTags(row.tags),
  };
}
