import type { SqlSession } from "./session.ts";
import { type AnySchema, statementsOf } from "./statement.ts";
import { ALL_TABLES } from "./tables.ts";

const statement = statementsOf<AnySchema>("clear");

/** What refers to others goes before them. The change feed stays: others still have to hear that everything is gone. */
const EMPTY = ALL_TABLES.toReversed().map(({ name }) => statement()(name, (db) => db.deleteFrom(name)));

export async function emptyTables(session: SqlSession): Promise<void> {
  for (const emptyTable of EMPTY) await session.send(emptyTable, {});
}
