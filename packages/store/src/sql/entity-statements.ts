/** The statements that users, groups, roles, instance profiles, policies and server certificates have in common. */
import type { AccountId, UniqueId } from "../records/identifier.ts";
import type { EntityFields } from "./entity-table.ts";
import { columnNameOf, type RowOf } from "./row.ts";
import { type AnySchema, type Statement, statementsOf } from "./statement.ts";
import type { Table } from "./table.ts";
import type { PageRange, TableStatements } from "./table-statements.ts";

export interface EntityStatements<Row> {
  readonly byId: Statement<{ id: UniqueId }, Row>;
  readonly byName: Statement<{ accountId: AccountId; nameKey: string }, Row>;
  readonly list: Statement<ListRange, Row>;
  readonly listUnderPath: Statement<ListRange & { pathPrefix: string }, Row>;
  readonly insert: Statement<Row, unknown>;
  readonly update: Statement<Row, unknown>;
  readonly delete: Statement<{ id: UniqueId }, unknown>;
  readonly count: Statement<{ accountId: AccountId; difference: number }, unknown>;
}

interface ListRange extends PageRange {
  readonly accountId: AccountId;
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
  const statements = {
    byId: table.selectBy(["id"]),
    byName: table.selectBy(["accountId", "nameKey"]),
    list:
      listed === undefined
        ? table.pageBy(["accountId"], "nameKey")
        : of.pagePartsBy(["accountId"], "nameKey", listed),
    listUnderPath: listUnderPath(table.name, listed?.map(columnNameOf) ?? table.columnNames),
    insert: table.insert(),
    update: table.update(),
    delete: table.deleteBy(["id"]),
    count: countIn(table.name),
  };
  return statements as unknown as EntityStatements<RowOf<Fields>>;
}

function listUnderPath(name: string, listed: readonly string[]) {
  return statementsOf<AnySchema>(name)<ListRange & { pathPrefix: string }>()("listUnderPath", (db, p) =>
    db
      .selectFrom(name)
      .select(listed)
      .where("account_id", "=", p.accountId)
      .where("name_key", ">", p.after)
      .where(
        (eb) => eb.fn<string>("substr", ["path", eb.lit(1), eb.fn("length", [eb.val(p.pathPrefix)])]),
        "=",
        p.pathPrefix,
      )
      .orderBy("name_key")
      .limit(p.limit),
  );
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
