/** What the tables of users, groups, roles, instance profiles and policies have in common. */
import type { EntityRecord } from "../records/entity.ts";
import { text, time } from "./column.ts";
import { foldName } from "./fold-name.ts";
import type { ColumnsOf, FieldsOf } from "./table.ts";

export const ENTITY_COLUMNS = {
  id: text(),
  accountId: text(),
  name: text(),
  path: text(),
  createdAt: time(),
} as const satisfies ColumnsOf<EntityRecord>;

export const ENTITY_TABLE = {
  key: ["id"],
  fixed: ["accountId"],
  derived: { nameKey: ({ name }: EntityRecord) => foldName(name) },
} as const;

/** What the columns that all have hold. */
export type EntityFields = FieldsOf<EntityRecord, typeof ENTITY_COLUMNS> & { readonly nameKey: string };
