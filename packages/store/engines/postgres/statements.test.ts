import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import pg from "pg";
import type { ColumnKind } from "../../src/sql/column.ts";
import { ALL_TABLES } from "../../src/sql/tables.ts";
import { openPostgresStore } from "./index.ts";
import { createDatabase, stopTestServer } from "./server.test-support.ts";
import { STATEMENTS } from "./statements.ts";

let client: pg.Client;
let drop: () => Promise<void>;
before(async () => {
  const database = await createDatabase();
  drop = database.drop;
  await (await openPostgresStore({ url: database.url, random: Math.random })).close();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query("set enable_seqscan = off");
});
after(async () => {
  await client.end();
  await drop();
  await stopTestServer();
});

/** What each sort of column is in PostgreSQL. */
const TYPES: Readonly<Record<ColumnKind, string>> = {
  text: "text C",
  json: "text C",
  integer: "bigint",
  time: "bigint",
  flag: "bigint",
  blob: "bytea",
};

test("the migrations arrive at the tables of the families", async () => {
  const { rows } = await client.query<Record<"table" | "column" | "type" | "nullable", string>>(
    `select table_name as "table", column_name as "column", is_nullable as "nullable",
      data_type || coalesce(' ' || collation_name, '') as "type"
    from information_schema.columns where table_schema = 'public'`,
  );
  for (const { name, columns, isOrdered } of ALL_TABLES) {
    const found = rows.filter(({ table }) => table === name);
    const actual = found
      .filter(({ column }) => column !== "position")
      .map(({ column, type, nullable }) => `${column} ${type} ${nullable === "YES"}`);
    const expected = columns.map((column) => `${column.name} ${TYPES[column.kind]} ${column.isOptional}`);
    assert.deepEqual(actual.toSorted(), expected.toSorted(), name);
    assert.equal(actual.length < found.length, isOrdered, `${name} has a position where it is ordered`);
  }
  const names = [
    ...ALL_TABLES.map(({ name }) => name),
    "changes",
    "rolecall_schema",
    "schema_compatibility",
    "streams",
  ];
  assert.deepEqual([...new Set(rows.map(({ table }) => table))].toSorted(), names.toSorted());
});

/** Everything, on purpose. */
const WHOLE_TABLES = /^clear\./;

test("every statement finds its rows through an index", async () => {
  await client.query("set plan_cache_mode = force_generic_plan");
  for (const [name, { sql, read, parameters }] of STATEMENTS) {
    if (WHOLE_TABLES.test(name)) continue;
    for (const each of read === undefined ? [sql] : [sql, read]) {
      const plan = await planOf(each, parameters.length);
      // The revision is the sum of all streams, read outside of serializable transactions.
      assert.doesNotMatch(plan, /Seq Scan on (?!streams)/, `${name}: ${plan}`);
    }
  }
});

async function planOf(sql: string, parameters: number): Promise<string> {
  await client.query(`prepare planned as ${sql}`);
  const values = parameters === 0 ? "" : `(${Array.from({ length: parameters }, () => "null").join(", ")})`;
  const { rows } = await client.query(`explain execute planned${values}`);
  await client.query("deallocate planned");
  return rows.map((row) => String(row["QUERY PLAN"])).join("\n");
}
