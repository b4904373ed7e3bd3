import type { UniqueId } from "../../records/identifier.ts";
import type { InstanceProfileRecord, InstanceProfileWriter } from "../../records/instance-profile.ts";
import { list, optional, text } from "../column.ts";
import { Entities, entityFamily } from "../entities.ts";
import { ENTITY_COLUMNS, ENTITY_TABLE } from "../entity-table.ts";
import type { Cascade, SqlFamily } from "../family.ts";
import type { SqlSession } from "../session.ts";
import { statementsOf } from "../statement.ts";
import { type SchemaOf, table } from "../table.ts";

const instanceProfiles = table<InstanceProfileRecord>()("instance_profiles", {
  ...ENTITY_TABLE,
  columns: { ...ENTITY_COLUMNS, tags: list(), roleId: optional(text()) },
});

const { toRecord } = instanceProfiles;
const family = entityFamily("instanceProfile", instanceProfiles);
const ofRole = instanceProfiles.selectBy(["roleId"], "name_key");

const statement = statementsOf<SchemaOf<typeof instanceProfiles>>("instance_profiles");
const removeRole = statement<{ roleId: UniqueId }>()("removeRole", (db, p) =>
  db
    .updateTable("instance_profiles")
    .set((eb) => ({ role_id: eb.lit(null) }))
    .where("role_id", "=", p.roleId),
);

class InstanceProfiles
  extends Entities<"instanceProfile", Parameters<typeof toRecord>[0]>
  implements InstanceProfileWriter
{
  readonly #session: SqlSession;

  constructor(session: SqlSession, cascade: Cascade) {
    super(session, cascade, family);
    this.#session = session;
  }

  async ofRole(roleId: UniqueId): Promise<readonly InstanceProfileRecord[]> {
    return (await this.#session.all(ofRole, { roleId })).map(toRecord);
  }
}

export const instanceProfileFamily: SqlFamily<"instanceProfiles"> = {
  table: instanceProfiles,
  open: (session, cascade) => new InstanceProfiles(session, cascade),
  whenDeleted: {
    async role(session, { id }) {
      const profiles = await session.all(ofRole, { roleId: id });
      if (profiles.length === 0) return;
      await session.send(removeRole, { roleId: id });
      for (const profile of profiles) session.note("instanceProfile", profile.id);
    },
  },
};
