import type { UniqueId } from "../../records/identifier.ts";
import type { InstanceProfileRecord, InstanceProfileWriter } from "../../records/instance-profile.ts";
import type { InstanceProfileTable } from "../schema.ts";
import type { SqlSession } from "../session.ts";
import { statement } from "../statement.ts";
import { Entities, type EntityFamily } from "./entities.ts";
import { ENTITY_COLUMNS, toEntityRecord, toEntityRow, toTags } from "./entity-row.ts";
import { entityStatements } from "./entity-statements.ts";

const instanceProfileFamily: EntityFamily<InstanceProfileRecord, InstanceProfileTable> = {
  kind: "instanceProfile",
  statements: entityStatements("instance_profiles", { ...ENTITY_COLUMNS, tags: true, role_id: true }),
  toRow: (record) => ({
    ...toEntityRow(record),
    tags: JSON.stringify(record.tags),
    role_id: record.roleId ?? null,
  }),
  toRecord: (row) => ({
    ...toEntityRecord(row),
    tags: toTags(row.tags),
    ...(row.role_id !== null && { roleId: row.role_id }),
  }),
  subjectOf: (row) => row.id,
  async deleteDependents() {},
};

const ofRole = statement<{ roleId: UniqueId }>()("instance-profiles.ofRole", (db, p) =>
  db.selectFrom("instance_profiles").selectAll().where("role_id", "=", p.roleId).orderBy("name_key"),
);

const removeRole = statement<{ roleId: UniqueId }>()("instance-profiles.removeRole", (db, p) =>
  db
    .updateTable("instance_profiles")
    .set((eb) => ({ role_id: eb.lit(null) }))
    .where("role_id", "=", p.roleId),
);

export class InstanceProfiles
  extends Entities<InstanceProfileRecord, InstanceProfileTable>
  implements InstanceProfileWriter
{
  readonly #session: SqlSession;

  constructor(session: SqlSession) {
    super(session, instanceProfileFamily);
    this.#session = session;
  }

  async ofRole(roleId: UniqueId): Promise<readonly InstanceProfileRecord[]> {
    return (await this.#session.all(ofRole, { roleId })).map(instanceProfileFamily.toRecord);
  }
}

export async function removeRoleFromInstanceProfiles(session: SqlSession, roleId: UniqueId): Promise<void> {
  const profiles = await session.all(ofRole, { roleId });
  if (profiles.length === 0) return;
  await session.run(removeRole, { roleId });
  for (const profile of profiles) session.note("instanceProfile", profile.id);
}
