import type { UserRecord } from "../../records/user.ts";
import { list, optional, text } from "../column.ts";
import { Entities, entityFamily } from "../entities.ts";
import { ENTITY_COLUMNS, ENTITY_TABLE } from "../entity-table.ts";
import type { SqlFamily } from "../family.ts";
import { table } from "../table.ts";

export const users = table<UserRecord>()("users", {
  ...ENTITY_TABLE,
  columns: { ...ENTITY_COLUMNS, permissionsBoundary: optional(text()), tags: list() },
});

const family = entityFamily("user", users);

export const userFamily: SqlFamily<"users"> = {
  table: users,
  open: (session, cascade) => new Entities(session, cascade, family),
};
