import type { EntityRecord } from "../../records/entity.ts";
import type { Tag } from "../../records/tag.ts";
import { foldName } from "../fold-name.ts";
import type { EntityTable } from "../schema.ts";

/** The columns of EntityTable, for `columns` of entityStatements. */
export const ENTITY_COLUMNS = {
  id: true,
  account_id: true,
  name: true,
  name_key: true,
  path: true,
  created_at: true,
} as const satisfies Record<keyof EntityTable, true>;

export function toEntityRow(record: EntityRecord): EntityTable {
  return {
    id: record.id,
    account_id: record.accountId,
    name: record.name,
    name_key: foldName(record.name),
    path: record.path,
    created_at: record.createdAt,
  };
}

export function toEntityRecord(row: EntityTable): EntityRecord {
  return { id: row.id, accountId: row.account_id, name: row.name, path: row.path, createdAt: row.created_at };
}

const NO_TAGS: readonly Tag[] = Object.freeze([]);

export function toTags(text: string): readonly Tag[] {
  return text === "[]" ? NO_TAGS : (JSON.parse(text) as readonly Tag[]);
}
