import assert from "node:assert/strict";
import { test } from "node:test";
import type { ColumnKind } from "../../src/sql/column.ts";
import { SQL_FAMILIES } from "../../src/sql/families.ts";
import { openDatabase } from "./open.ts";

/** What each sort of column is in SQLite. */
const TYPES: Readonly<Record<ColumnKind, string>> = {
  text: "TEXT",
  json: "TEXT",
  integer: "INTEGER",
  time: "INTEGER",
  flag: "INTEGER",
  blob: "BLOB",
};

test("the migrations arrive at the tables of the families", () => {
  const database = openDatabase(":memory:", 0);
  const tables = Object.values(SQL_FAMILIES).flatMap((family) => family.tables);
  for (const { name, columns, isOrdered } of tables) {
    const found = database.prepare(`PRAGMA table_info(${name})`).all();
    const expected = columns.map((column) => `${column.name} ${TYPES[column.kind]} ${column.isOptional}`);
    const actual = found
      .filter((column) => column.name !== "position")
      // SQLite allows NULL in a primary key of a table with a rowid, unless it is an integer.
      .map((column) => `${column.name} ${column.type} ${column.notnull === 0 && column.pk === 0}`);
    assert.deepEqual(actual.toSorted(), expected.toSorted(), name);
    assert.equal(actual.length < found.length, isOrdered, `${name} has a position where it is ordered`);
  }
  const all = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").all();
  assert.deepEqual(
    all.map((table) => table.name),
    [...tables.map((table) => table.name), "changes", "feed"].toSorted(),
  );
  database.close();
});
