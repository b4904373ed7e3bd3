import assert from "node:assert/strict";
import { test } from "node:test";
import { SQL_FAMILIES } from "../../src/sql/families.ts";
import { mayMeet, reachOf } from "./reach.ts";
import { STATEMENTS } from "./statements.ts";

const TABLES = new Set<string>(
  Object.values(SQL_FAMILIES).flatMap(({ table, derived = [] }) => [
    table.name,
    ...derived.map((each) => each.table.name),
  ]),
);

function reaching(name: string, parameters: Readonly<Record<string, unknown>>) {
  const compiled = STATEMENTS.get(name);
  assert.ok(compiled !== undefined, name);
  const values = compiled.parameters.map((parameter) => {
    assert.ok(parameter in parameters, `${name} takes ${parameter}`);
    return parameters[parameter];
  });
  return { reach: reachOf(compiled), values };
}

test("every statement tells its tables, and each table that its SQL names between quotes behind a keyword is among them", () => {
  for (const [name, compiled] of STATEMENTS) {
    const { tables, fixed } = reachOf(compiled);
    assert.ok(tables.length > 0 && tables.every((table) => TABLES.has(table)), `${name}: ${tables}`);
    // A comma between tables, or a word that is not known yet, would hide one.
    assert.doesNotMatch(compiled.sql, /from "\w+"(?: as "\w+")?,|\busing\b|\btruncate\b/, name);
    for (const [column, place] of fixed) {
      const at = `\\$${place + 1}(?!\\d)`;
      assert.match(compiled.sql, new RegExp(`"${column}" = ${at}|^insert into .*"${column}".*${at}`), name);
    }
  }
});

const ROW = {
  id: "1",
  account_id: "A",
  name: "n",
  path: "/",
  created_at: 1,
  permissions_boundary: null,
  tags: "[]",
  name_key: "n",
};

test("what is of different accounts, names or ids does not meet", () => {
  const inserted = reaching("users.insert", ROW);
  const byName = (accountId: string, nameKey: string) =>
    mayMeet(reaching("users.selectByAccountIdAndNameKey", { accountId, nameKey }), inserted);
  assert.equal(byName("A", "n"), true);
  assert.equal(byName("B", "n"), false);
  assert.equal(byName("A", "m"), false);
  assert.equal(mayMeet(reaching("users.selectById", { id: "1" }), inserted), true);
  assert.equal(mayMeet(reaching("users.selectById", { id: "2" }), inserted), false);
  const listed = (accountId: string) =>
    mayMeet(reaching("users.list", { accountId, after: "", limit: 9 }), inserted);
  assert.equal(listed("A"), true);
  assert.equal(listed("B"), false);
  const counts = reaching("account_counts.selectByAccountId", { accountId: "A" });
  assert.equal(mayMeet(counts, inserted), false, "another table");
  assert.equal(mayMeet(counts, reaching("users.count", { difference: 1, accountId: "A" })), true);
  assert.equal(mayMeet(counts, reaching("users.count", { difference: 1, accountId: "B" })), false);
});

test("a row that gets another value is met under both, and one that was there under its key alone", () => {
  const renamed = reaching("users.update", { ...ROW, id: "1" });
  assert.equal(
    mayMeet(reaching("users.selectByAccountIdAndNameKey", { accountId: "A", nameKey: "m" }), renamed),
    true,
  );
  assert.equal(
    mayMeet(reaching("users.selectByAccountIdAndNameKey", { accountId: "B", nameKey: "n" }), renamed),
    false,
  );
  const put = STATEMENTS.get("inline_policies.put");
  assert.ok(put !== undefined);
  assert.deepEqual([...reachOf(put).fixed.keys()].toSorted(), ["name", "owner_id"]);
});

test("what is not understood may meet all that is about its table", () => {
  const strange = (sql: string) => ({ reach: reachOf({ sql, parameters: [] }), values: ["B", "m", 1] });
  const inserted = reaching("users.insert", ROW);
  for (const sql of [
    `select "id" from "users" where "account_id" = $1 or "name_key" = $2`,
    `select "id" from "users" where "account_id" in (select "account_id" from "users" where "id" = $2 and "name_key" = $1 and "path" = $2)`,
    `select "id" from "users" inner join "groups" on "groups"."id" = "users"."id" where "users"."account_id" = $1`,
    `delete from "users" where not "account_id" = $1`,
    `insert into "users" ("account_id") select "account_id" from "accounts" where "id" = $1`,
    `delete from "users"`,
  ])
    assert.equal(mayMeet(strange(sql), inserted), true, sql);
  assert.throws(() => reachOf({ sql: "select 1", parameters: [] }), /which table/);
});

test("null is different from nothing, and so is what is neither a text nor a number", () => {
  const sql = `select "id" from "users" where "permissions_boundary" = $1`;
  const read = (value: unknown) => ({ reach: reachOf({ sql, parameters: ["b"] }), values: [value] });
  const bounded = reaching("users.insert", { ...ROW, permissions_boundary: "arn" });
  assert.equal(mayMeet(read("other"), bounded), false);
  for (const value of [null, undefined, 1, new Uint8Array(1)])
    assert.equal(mayMeet(read(value), bounded), true);
});
