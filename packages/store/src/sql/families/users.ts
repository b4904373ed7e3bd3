import type { UserRecord } from "../../records/user.ts";
import type { UserTable } from "../schema.ts";
import type { SqlSession } from "../session.ts";
import { deleteKeysOf } from "./access-keys.ts";
import type { EntityFamily } from "./entities.ts";
import { ENTITY_COLUMNS, toEntityRecord, toEntityRow, toTags } from "./entity-row.ts";
import { entityStatements } from "./entity-statements.ts";
import { deletePoliciesOf } from "./granted.ts";
import { deleteLoginProfile } from "./login-profiles.ts";
import { removeUserFromGroups } from "./memberships.ts";
import { deleteUsage } from "./usage.ts";

export const userFamily: EntityFamily<UserRecord, UserTable> = {
  kind: "user",
  statements: entityStatements("users", { ...ENTITY_COLUMNS, permissions_boundary: true, tags: true }),
  toRow: (record) => ({
    ...toEntityRow(record),
    permissions_boundary: record.permissionsBoundary ?? null,
    tags: JSON.stringify(record.tags),
  }),
  toRecord: (row) => ({
    ...toEntityRecord(row),
    ...(row.permissions_boundary !== null && { permissionsBoundary: row.permissions_boundary }),
    tags: toTags(row.tags),
  }),
  subjectOf: (row) => row.id,
  deleteDependents,
};

async function deleteDependents(session: SqlSession, user: UserTable): Promise<void> {
  await deletePoliciesOf(session, user.id);
  await removeUserFromGroups(session, user.id);
  await deleteKeysOf(session, user.id);
  await session.run(deleteLoginProfile, { userId: user.id });
  await session.run(deleteUsage, { subject: user.id });
}
