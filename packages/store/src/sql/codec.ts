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
  /** The same from a row of a statement that answers these columns in this order, told as what stands in them. */
  readonly readerOf: (columns: readonly string[]) => (tuple: readonly Held[]) => Entity;
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
    readerOf: (columns) => {
      const inOrder = columns.map((column) => properties.find(({ name }) => name === column));
      return (tuple) => readRecord(tuple, inOrder);
    },
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

/** @param properties of each column; none where it was made from the record */
function readRecord(tuple: readonly Held[], properties: readonly (PropertyColumn | undefined)[]): Properties {
  const record: Properties = {};
  for (let place = 0; place < properties.length; place += 1) {
    const each = properties[place];
    const held = tuple[place];
    if (each === undefined || held === null || held === undefined) continue;
    record[each.property] = each.decode === undefined ? held : each.decode(held);
  }
  return record;
}
