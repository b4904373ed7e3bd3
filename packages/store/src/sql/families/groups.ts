import type { GroupRecord } from "../../records/group.ts";
import { Entities, entityFamily } from "../entities.ts";
import { ENTITY_COLUMNS, ENTITY_TABLE } from "../entity-table.ts";
import type { SqlFamily } from "../family.ts";
import { table } from "../table.ts";

export const groups = table<GroupRecord>()("groups", { ...ENTITY_TABLE, columns: ENTITY_COLUMNS });

const family = entityFamily("group", groups);

export const groupFamily: SqlFamily<"groups"> = {
  table: groups,
  open: (session, cascade) => new Entities(session, cascade, family),
};
