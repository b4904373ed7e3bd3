/** The statements that users, groups, roles, instance profiles and policies have in common. */
import { type Insertable, type Selectable, sql } from "kysely";
import type { AccountId, UniqueId } from "../../records/identifier.ts";
import type { AccountCountsTable, EntityTable, StoreSchema } from "../schema.ts";
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
const FIXED_COLUMNS: ReadonlySet<string> = new Set(["id", "account_id", "arn"]);

/**
 * @param table stands as `users` for the compiler, which cannot follow a union of tables through a query: the columns
 *   named here are those that all five have (EntityTable), and `columns` lists the rest.
 */
export function entityStatements<Table extends EntityTableName>(
  table: Table,
  columns: Readonly<Record<keyof StoreSchema[Table], true>>,
): EntityStatements<Selectable<StoreSchema[Table]> & EntityTable> {
  type Row = Selectable<StoreSchema[Table]> & EntityTable;
  const from = table as "users";
  const names = Object.keys(columns);
  const valuesOf = (row: Row, left: ReadonlySet<string> = new Set()) =>
    Object.fromEntries(names.filter((name) => !left.has(name)).map((name) => [name, row[name as keyof Row]]));

  const page = statement<ListParameters>()((db, p) =>
    db
      .selectFrom(from)
      .selectAll()
      .where("account_id", "=", p.accountId)
      .where("name_key", ">", p.after)
      .orderBy("name_key")
      .limit(p.limit),
  );
  const pageUnderPath = statement<ListParameters & { pathPrefix: string }>()((db, p) =>
    db
      .selectFrom(from)
      .selectAll()
      .where("account_id", "=", p.accountId)
      .where("name_key", ">", p.after)
      .where(sql`substr(path, 1, length(${p.pathPrefix}))`, "=", p.pathPrefix)
      .orderBy("name_key")
      .limit(p.limit),
  );
  const statements = {
    byId: statement<{ id: UniqueId }>()((db, p) => db.selectFrom(from).selectAll().where("id", "=", p.id)),
    byName: statement<{ accountId: AccountId; nameKey: string }>()((db, p) =>
      db.selectFrom(from).selectAll().where("account_id", "=", p.accountId).where("name_key", "=", p.nameKey),
    ),
    list: page,
    listUnderPath: pageUnderPath,
    insert: statement<Row>()((db, p) =>
      db.insertInto(from).values(valuesOf(p) as unknown as Insertable<StoreSchema["users"]>),
    ),
    update: statement<Row>()((db, p) => {
      const update = db.updateTable(from).set(valuesOf(p, FIXED_COLUMNS)).where("id", "=", p.id);
      const ofAccount = update.where("account_id", "=", p.account_id);
      return "arn" in columns
        ? ofAccount.where(sql`arn`, "=", (p as unknown as { arn: string }).arn)
        : ofAccount;
    }),
    delete: statement<{ id: UniqueId }>()((db, p) => db.deleteFrom(from).where("id", "=", p.id)),
    count: countStatement(table),
  };
  return statements as unknown as EntityStatements<Row>;
}

function countStatement(column: EntityTableName & keyof AccountCountsTable) {
  return statement<{ accountId: AccountId; difference: number }>()((db, p) =>
    db
      .updateTable("account_counts")
      .set((eb) => ({ [column]: eb(column, "+", p.difference) }))
      .where("account_id", "=", p.accountId),
  );
}
