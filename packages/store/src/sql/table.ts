/**
 * A table is said once: which sort of column each property of its record is. From that come the type of its rows, the
 * way from a record to a row and back, and the statements that need no thought:
 *
 *     const loginProfiles = table<LoginProfileRecord>()("login_profiles", {
 *       key: ["userId"],
 *       columns: { userId: text(), previousHashes: json(), … },
 *     });
 *
 * Engines write their own migrations and must arrive at these tables.
 */
import type { Generated } from "kysely";
import { type Codec, codecOf, type DerivedColumn, type PropertyColumn } from "./codec.ts";
import type { AsIs, Column } from "./column.ts";
import { columnNameOf, type RowOf } from "./row.ts";
import { type TableStatements, tableStatements } from "./table-statements.ts";

/** What an engine has to know of a table. */
export interface AnyTable {
  readonly name: string;
  readonly columns: readonly (PropertyColumn | DerivedColumn)[];
  /** The columns that find one row. */
  readonly key: readonly string[];
  /** Has a column `position`, a number that the engine gives and that grows with each insert. */
  readonly isOrdered: boolean;
}

/** `Fields` are what the columns hold, by the names of the properties. */
export interface Table<Name extends string, Entity, Fields, Order = unknown>
  extends AnyTable,
    Codec<Entity, RowOf<Fields>>,
    TableStatements<Fields, Order> {
  readonly name: Name;
  /** Without `position`. */
  readonly columnNames: readonly (keyof RowOf<Fields> & string)[];
  /** For the compiler alone: the table as Kysely has to know it. */
  readonly schema?: RowOf<Fields> & Order;
}

/** The tables of a union, as Kysely has to know them. */
export type SchemaOf<Each extends { readonly name: string; readonly schema?: object }> = {
  readonly [One in Each as One["name"]]: NonNullable<One["schema"]>;
};

interface Positioned {
  readonly position: Generated<number>;
}

interface TableDefinition<Entity, Columns, Derived extends string, IsOrdered> {
  /** The properties that find one record. */
  readonly key: readonly (keyof Columns & string)[];
  /** Properties that never change: an update has to find the record as it says. */
  readonly fixed?: readonly (keyof Columns & string)[];
  readonly columns: Columns;
  /** Columns of text made from the record, for what is compared otherwise than it is written. */
  readonly derived?: Readonly<Record<Derived, (record: Entity) => string>>;
  /** Listed in the order it came. */
  readonly isOrdered?: IsOrdered;
}

/** A column for each property, of its type, and optional where it is. */
export type ColumnsOf<Entity> = {
  readonly [Property in keyof Entity]-?: Column<
    Exclude<Entity[Property], undefined>,
    unknown,
    Record<never, never> extends Pick<Entity, Property> ? true : false
  >;
};

/** What the columns of a record hold. */
export type FieldsOf<Entity, Columns> = {
  readonly [Property in keyof Columns & keyof Entity]-?: Columns[Property] extends Column<
    infer _,
    infer Holding,
    infer IsOptional
  >
    ?
        | (Holding extends AsIs ? Exclude<Entity[Property], undefined> : Holding)
        | (IsOptional extends true ? null : never)
    : never;
};

type Fields<Entity, Columns, Derived extends string> = FieldsOf<Entity, Columns> &
  Readonly<Record<Derived, string>>;

/** Curried, because TypeScript infers either all type arguments of a call or none. */
export function table<Entity extends object>() {
  return <
    const Name extends string,
    Columns extends ColumnsOf<Entity>,
    Derived extends string = never,
    const IsOrdered extends boolean = false,
  >(
    name: Name,
    definition: TableDefinition<Entity, Columns, Derived, IsOrdered>,
  ) => {
    type Order = IsOrdered extends true ? Positioned : unknown;
    const built: unknown = buildTable(name, definition as unknown as AnyDefinition);
    return built as Table<Name, Entity, Fields<Entity, Columns, Derived>, Order>;
  };
}

type AnyDefinition = TableDefinition<object, Record<string, unknown>, string, boolean>;

/** INVARIANT: what comes of a definition here is what the types above say. */
function buildTable(name: string, definition: AnyDefinition) {
  const properties = propertyColumns(definition.columns);
  const derived = derivedColumns(definition.derived ?? {});
  const columns = [...properties, ...derived];
  const columnNames = columns.map((column) => column.name);
  const key = definition.key.map(columnNameOf);
  const fixed = (definition.fixed ?? []).map(columnNameOf);
  const statements = tableStatements({ table: name, columns: columnNames, key, fixed });
  const isOrdered = definition.isOrdered ?? false;
  return { name, columns, columnNames, key, isOrdered, ...codecOf(properties, derived), ...statements };
}

function propertyColumns(columns: object): readonly PropertyColumn[] {
  return Object.entries(columns).map(([property, column]: [string, PropertyColumn]) => ({
    ...column,
    property,
    name: columnNameOf(property),
  }));
}

function derivedColumns(derived: object): readonly DerivedColumn[] {
  return Object.entries(derived).map(([property, derive]: [string, DerivedColumn["derive"]]) => ({
    name: columnNameOf(property),
    kind: "text",
    isOptional: false,
    derive,
  }));
}
