/** The statements that users, groups, roles, instance profiles and policies have in common. */
import type { Selectable } from "kysely";
import type { AccountId, UniqueId } from "../../records/identifier.ts";
import type { EntityTable, StoreSchema, UserTable } from "../schema.ts";
import { type Statement, statement } from "../statement.ts";

export type EntityTableName = "users" | "groups" | "roles" | "instance_profiles" | "policies";

export interface EntityStatements<Row extends EntityTable> {
  readonly byId: Statement<{ id: UniqueId }, Row>;
  readonly byName: Statement<{ accountId: AccountId; nameKey: string }, Row>;
  readonly list: Statement<ListParameters, Row>;
  readonly listUnderPath: Statement<ListParameters & { pathPrefix: string }, Row>;
  readonly insert: Statement<Row, unknown>;
  readonly update: Statement<Row, unknown>;
  readonly delete: Statement<{ id: UniqueId }, unknown>;
  readonly count: Statement<{ accountId: AccountId; difference: number }, unknown>;
}

/** `after` is a name key, or "" for the first page. */
interface ListParameters {
  readonly accountId: AccountId;
  readonly after: string;
  readonly limit: number;
}

/** What makes a row another row: never updated. */
const FIXED_COLUMNS: readonly string[] = ["id", "account_id", "arn"];

/**
 * @param table stands as `users` for the compiler, which cannot follow a union of tables through a query: the columns
 *   named here are those that all five have (EntityTable), and `columns` lists all.
 */
export function entityStatements<Table extends EntityTableName>(
  table: Table,
  columns: Readonly<Record<keyof StoreSchema[Table], true>>,
): EntityStatements<Selectable<StoreSchema[Table]> & EntityTable> {
  type Row = Selectable<StoreSchema[Table]> & EntityTable;
  const statements = { ...readStatements(table), ...writeStatements(table, Object.keys(columns)) };
  return statements as unknown as EntityStatements<Row>;
}

function readStatements(table: EntityTableName) {
  const from = table as "users";
  return {
    byId: statement<{ id: UniqueId }>()(`${table}.byId`, (db, p) =>
      db.selectFrom(from).selectAll().where("id", "=", p.id),
    ),
    byName: statement<{ accountId: AccountId; nameKey: string }>()(`${table}.byName`, (db, p) =>
      db.selectFrom(from).selectAll().where("account_id", "=", p.accountId).where("name_key", "=", p.nameKey),
    ),
    list: statement<ListParameters>()(`${table}.list`, (db, p) =>
      db
        .selectFrom(from)
        .selectAll()
        .where("account_id", "=", p.accountId)
        .where("name_key", ">", p.after)
        .orderBy("name_key")
        .limit(p.limit),
    ),
    listUnderPath: statement<ListParameters & { pathPrefix: string }>()(`${table}.listUnderPath`, (db, p) =>
      db
        .selectFrom(from)
        .selectAll()
        .where("account_id", "=", p.accountId)
        .where("name_key", ">", p.after)
        .where(
          (eb) => eb.fn<string>("substr", ["path", eb.lit(1), eb.fn("length", [eb.val(p.pathPrefix)])]),
          "=",
          p.pathPrefix,
        )
        .orderBy("name_key")
        .limit(p.limit),
    ),
  };
}

function writeStatements(table: EntityTableName, columns: readonly string[]) {
  const from = table as "users";
  const fixed = FIXED_COLUMNS.filter((column) => columns.includes(column)) as "id"[];
  const changeable = columns.filter((column) => !FIXED_COLUMNS.includes(column));
  return {
    insert: statement<UserTable>()(`${table}.insert`, (db, p) =>
      db.insertInto(from).values(pick(p, columns)),
    ),
    update: statement<UserTable>()(`${table}.update`, (db, p) => {
      const update = db.updateTable(from).set(pick(p, changeable));
      return fixed.reduce((update, column) => update.where(column, "=", p[column]), update);
    }),
    delete: statement<{ id: UniqueId }>()(`${table}.delete`, (db, p) =>
      db.deleteFrom(from).where("id", "=", p.id),
    ),
    count: statement<{ accountId: AccountId; difference: number }>()(`${table}.count`, (db, p) =>
      db
        .updateTable("account_counts")
        .set((eb) => ({ [table]: eb(table, "+", p.difference) }))
        .where("account_id", "=", p.accountId),
    ),
  };
}

function pick(row: UserTable, columns: readonly string[]): UserTable {
  return Object.fromEntries(
    columns.map((column) => [column, row[column as keyof UserTable]]),
  ) as unknown as UserTable;
}
