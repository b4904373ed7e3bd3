import assert from "node:assert/strict";
import { test } from "node:test";
import type { ColumnKind } from "../../src/sql/column.ts";
import { ALL_TABLES } from "../../src/sql/tables.ts";
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
  for (const { name, columns, isOrdered } of ALL_TABLES) {
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
    [...ALL_TABLES.map((table) => table.name), "changes", "feed", "schema_compatibility"].toSorted(),
  );
  database.close();
});
