/** The statements that every table has alike, for its family to take what it needs. */
import type { Kysely } from "kysely";
import type { Held } from "./column.ts";
import { columnNameOf, type RowOf } from "./row.ts";
import { type AnySchema, type Statement, statementsOf } from "./statement.ts";

/** To be called once each: a statement is named for what it does and for the fields that it looks at. */
export interface TableStatements<Fields, Order = unknown> {
  /** What has these values; in the order of a column, where one is given. */
  selectBy<Name extends keyof Fields & string>(
    fields: readonly Name[],
    order?: keyof (RowOf<Fields> & Order) & string,
  ): Statement<Pick<Fields, Name>, RowOf<Fields>>;
  /** A page of what has these values, in the order of a field that no two of them share. */
  pageBy<Name extends keyof Fields & string>(
    fields: readonly Name[],
    order: keyof Fields & string,
  ): Statement<Pick<Fields, Name> & PageRange, RowOf<Fields>>;
  /** As `pageBy`, and of each row some fields alone: where others may be large. */
  pagePartsBy<Name extends keyof Fields & string, Part extends keyof Fields & string>(
    fields: readonly Name[],
    order: keyof Fields & string,
    parts: readonly Part[],
  ): Statement<Pick<Fields, Name> & PageRange, RowOf<Pick<Fields, Part>>>;
  /** How many have these values. */
  countBy<Name extends keyof Fields & string>(
    fields: readonly Name[],
  ): Statement<Pick<Fields, Name>, { readonly count: number }>;
  insert(): Statement<RowOf<Fields>, unknown>;
  /** Inserts; or updates what has the same key. */
  put(): Statement<RowOf<Fields>, unknown>;
  update(): Statement<RowOf<Fields>, unknown>;
  deleteBy<Name extends keyof Fields & string>(
    fields: readonly Name[],
  ): Statement<Pick<Fields, Name>, unknown>;
}

/** `after` is where the page before ended, or "" for the first page, which is below every text. */
export interface PageRange {
  readonly after: string;
  readonly limit: number;
}

/** Columns by name. */
export interface TableShape {
  readonly table: string;
  readonly columns: readonly string[];
  readonly key: readonly string[];
  readonly fixed: readonly string[];
}

type Parameters = Readonly<Record<string, Held>>;
type Database = Kysely<AnySchema>;

export function tableStatements<Fields>(shape: TableShape): TableStatements<Fields> {
  const statements = { ...readStatements(shape), ...writeStatements(shape) };
  return statements as unknown as TableStatements<Fields>;
}

function readStatements({ table, columns }: TableShape) {
  const statement = statementsOf<AnySchema>(table)<Parameters>();
  const selectWhere = (db: Database, p: Parameters, fields: readonly string[], selected = columns) =>
    fields.reduce(
      (query, field) => query.where(columnNameOf(field), "=", p[field]!),
      db.selectFrom(table).select(selected),
    );
  const pageBy = (fields: readonly string[], order: string, selected = columns) =>
    statement(nameBy("page", fields), (db, p) =>
      selectWhere(db, p, fields, selected)
        .where(columnNameOf(order), ">", p.after!)
        .orderBy(columnNameOf(order))
        .limit(p.limit as number),
    );
  return {
    selectBy: (fields: readonly string[], order?: string) =>
      statement(nameBy("select", fields), (db, p) => {
        const query = selectWhere(db, p, fields);
        return order === undefined ? query : query.orderBy(order);
      }),
    pageBy: (fields: readonly string[], order: string) => pageBy(fields, order),
    pagePartsBy: (fields: readonly string[], order: string, parts: readonly string[]) =>
      pageBy(fields, order, parts.map(columnNameOf)),
    countBy: (fields: readonly string[]) =>
      statement(nameBy("count", fields), (db, p) =>
        fields.reduce(
          (query, field) => query.where(columnNameOf(field), "=", p[field]!),
          db.selectFrom(table).select((eb) => eb.fn.countAll<number>().as("count")),
        ),
      ),
  };
}

function writeStatements({ table, columns, key, fixed }: TableShape) {
  const statement = statementsOf<AnySchema>(table)<Parameters>();
  const changed = columns.filter((column) => !key.includes(column) && !fixed.includes(column));
  const insert = (db: Database, p: Parameters) => db.insertInto(table).values(pick(p, columns));
  return {
    insert: () => statement("insert", insert),
    put: () =>
      statement("put", (db, p) =>
        insert(db, p).onConflict((on) =>
          on
            .columns(key)
            .doUpdateSet((eb) =>
              Object.fromEntries(changed.map((column) => [column, eb.ref(`excluded.${column}`)])),
            ),
        ),
      ),
    update: () =>
      statement("update", (db, p) =>
        [...key, ...fixed].reduce(
          (query, column) => query.where(column, "=", p[column]!),
          db.updateTable(table).set(pick(p, changed)),
        ),
      ),
    deleteBy: (fields: readonly string[]) =>
      statement(nameBy("delete", fields), (db, p) =>
        fields.reduce(
          (query, field) => query.where(columnNameOf(field), "=", p[field]!),
          db.deleteFrom(table),
        ),
      ),
  };
}

function pick(row: Parameters, columns: readonly string[]): Parameters {
  return Object.fromEntries(columns.map((column) => [column, row[column]!]));
}

/** `selectByOwnerIdAndName` */
function nameBy(verb: string, fields: readonly string[]): string {
  return `${verb}By${fields.map((field) => field.charAt(0).toUpperCase() + field.slice(1)).join("And")}`;
}
