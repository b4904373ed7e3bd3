import type { RoleRecord } from "../../records/role.ts";
import { entries, integer, json, list, optional, text } from "../column.ts";
import { Entities, entityFamily } from "../entities.ts";
import { ENTITY_COLUMNS, ENTITY_TABLE } from "../entity-table.ts";
import type { SqlFamily } from "../family.ts";
import { table } from "../table.ts";

export const roles = table<RoleRecord>()("roles", {
  ...ENTITY_TABLE,
  columns: {
    ...ENTITY_COLUMNS,
    trustPolicy: text(),
    trustPrincipals: entries(),
    description: optional(text()),
    maxSessionSeconds: integer(),
    permissionsBoundary: optional(text()),
    tags: list(),
    source: optional(json()),
  },
});

const family = entityFamily("role", roles);

export const roleFamily: SqlFamily<"roles"> = {
  table: roles,
  open: (session, cascade) => new Entities(session, cascade, family),
};
