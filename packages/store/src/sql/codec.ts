/** From a record to its row and back, column by column. */
import type { Column, Held } from "./column.ts";
import { assertKept } from "./kept-text.ts";

/** A column that holds a property of the record. */
export interface PropertyColumn extends Column<unknown, Held> {
  readonly property: string;
  readonly name: string;
}

/** A column that is made from the record. */
export interface DerivedColumn {
  readonly name: string;
  readonly kind: "text";
  readonly isOptional: false;
  readonly derive: (record: object) => Held;
}

export interface Codec<Entity, Row> {
  readonly toRow: (record: Entity) => Row;
  readonly toRecord: (row: Row) => Entity;
}

type Properties = Record<string, unknown>;
type Columns = Record<string, Held>;

/** INVARIANT: what the types of table.ts say of a record and its row is what these columns say. */
export function codecOf(
  properties: readonly PropertyColumn[],
  derived: readonly DerivedColumn[],
): Codec<object, object> {
  return {
    toRow: (record) => toRow(record as Properties, properties, derived),
    toRecord: (row) => toRecord(row as Columns, properties),
  };
}

/** Loops, for lines that every request runs. */
function toRow(
  record: Properties,
  properties: readonly PropertyColumn[],
  derived: readonly DerivedColumn[],
): Columns {
  const row: Columns = {};
  for (const each of properties) {
    const value = record[each.property];
    if (value === undefined) row[each.name] = null;
    else if (each.encode !== undefined) row[each.name] = each.encode(value);
    else {
      if (typeof value === "string") assertKept(each.name, value);
      row[each.name] = value as Held;
    }
  }
  for (const each of derived) row[each.name] = each.derive(record);
  return row;
}

function toRecord(row: Columns, properties: readonly PropertyColumn[]): Properties {
  const record: Properties = {};
  for (const each of properties) {
    const held = row[each.name];
    if (held === null || held === undefined) continue;
    record[each.property] = each.decode === undefined ? held : each.decode(held);
  }
  return record;
}
