/** The statements that users, groups, roles, instance profiles, policies and server certificates have in common. */
import type { ExpressionBuilder, SelectQueryBuilder } from "kysely";
import type { AccountId, UniqueId } from "../records/identifier.ts";
import type { Held } from "./column.ts";
import type { EntityFields } from "./entity-table.ts";
import { columnNameOf, type RowOf } from "./row.ts";
import { type AnySchema, type Statement, statementsOf } from "./statement.ts";
import type { Table } from "./table.ts";
import type { PageRange, TableStatements } from "./table-statements.ts";

export interface EntityStatements<Row> {
  readonly byId: Statement<{ id: UniqueId }, Row>;
  readonly byName: Statement<{ accountId: AccountId; nameKey: string }, Row>;
  /** Their rows are what stands in `listed`. */
  readonly list: Statement<ListRange, readonly Held[]>;
  readonly listUnderPath: Statement<UnderPath, readonly Held[]>;
  /** The names of columns. */
  readonly listed: readonly string[];
  readonly insert: Statement<Row, unknown>;
  readonly update: Statement<Row, unknown>;
  readonly delete: Statement<{ id: UniqueId }, unknown>;
  readonly count: Statement<{ accountId: AccountId; difference: number }, unknown>;
}

export interface ListRange extends PageRange {
  readonly accountId: AccountId;
}

export interface UnderPath extends ListRange {
  readonly pathPrefix: string;
}

/** The columns that all these tables have, which are those that these statements name. */
type EntityTable = Pick<
  Table<string, never, EntityFields>,
  "name" | "columnNames" | keyof TableStatements<never>
>;

export function entityStatements<Fields extends EntityFields>(
  of: Pick<Table<string, never, Fields>, keyof EntityTable>,
  listed: readonly (keyof Fields & string)[] | undefined,
): EntityStatements<RowOf<Fields>> {
  const table = of as unknown as EntityTable;
  // What is compared in place of the name follows from it.
  const columns = listed?.map(columnNameOf) ?? table.columnNames.filter((name) => name !== "name_key");
  const statements = {
    byId: table.selectBy(["id"]),
    byName: table.selectBy(["accountId", "nameKey"]),
    list: list(table.name, columns),
    listUnderPath: listUnderPath(table.name, columns),
    listed: columns,
    insert: table.insert(),
    update: table.update(),
    delete: table.deleteBy(["id"]),
    count: countIn(table.name),
  };
  return statements as unknown as EntityStatements<RowOf<Fields>>;
}

function list(name: string, columns: readonly string[]) {
  return statementsOf<AnySchema>(name)<ListRange>()("list", (db, p) =>
    selectRange(db.selectFrom(name).select(columns), p),
  );
}

function listUnderPath(name: string, columns: readonly string[]) {
  return statementsOf<AnySchema>(name)<UnderPath>()("listUnderPath", (db, p) =>
    selectRange(db.selectFrom(name).select(columns), p).where(underPath(p)),
  );
}

type Query<Row> = SelectQueryBuilder<AnySchema, string, Row>;

/** Rows of an account behind a name. */
export function selectRange<Row>(query: Query<Row>, { accountId, after, limit }: ListRange): Query<Row> {
  return query
    .where("account_id", "=", accountId)
    .where("name_key", ">", after)
    .orderBy("name_key")
    .limit(limit);
}

export function underPath({ pathPrefix }: UnderPath) {
  return (eb: ExpressionBuilder<AnySchema, string>) =>
    eb(eb.fn<string>("substr", ["path", eb.lit(1), eb.fn("length", [eb.val(pathPrefix)])]), "=", pathPrefix);
}

/** Every path begins so: nothing has to be compared. */
export function isEverything(pathPrefix: string | undefined): pathPrefix is "/" | undefined {
  return pathPrefix === undefined || pathPrefix === "/";
}

/** The account's count of these entities, in a column that is called as the table is. */
function countIn(name: string) {
  return statementsOf<AnySchema>(name)<{ accountId: AccountId; difference: number }>()("count", (db, p) =>
    db
      .updateTable("account_counts")
      .set((eb) => ({ [name]: eb(name, "+", p.difference) }))
      .where("account_id", "=", p.accountId),
  );
}
