import assert from "node:assert/strict";
import { copyFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { after, test } from "node:test";
import { accessKey } from "../conformance/families/access-keys.ts";
import { recordBatches, type Snapshot } from "../src/bulk/index.ts";
import { checkStore, type Finding, type Judges } from "../src/check/index.ts";
import { DAMAGES, type Damage, GONE, RUDE_DAMAGES } from "./damages.test-support.ts";
import { loadPostgres, openPostgresSnapshot } from "./postgres/index.ts";
import { administer, createDatabase, stopTestServer } from "./postgres/server.test-support.ts";
import { loadSqlite, openSqliteSnapshot } from "./sqlite/index.ts";
import { inFolder } from "./sqlite/store-file.test-support.ts";
import { WHOLE } from "./whole-store.test-support.ts";

after(stopTestServer);

const JUDGES: Judges = { isManagedPolicy: () => false, judgeSealed: () => undefined };

async function findIn(snapshot: Snapshot, judges = JUDGES): Promise<readonly Finding[]> {
  try {
    return await Array.fromAsync(checkStore(snapshot, judges));
  } finally {
    await snapshot.close();
  }
}

const show = ({ table, id, what }: Finding) => `${table}${id === "" ? "" : ` ${id}`}: ${what}`;

function assertFound(found: readonly Finding[], [sql, pattern]: Damage): void {
  const shown = found.filter(({ isNote }) => !isNote).map(show);
  assert.ok(
    shown.some((line) => pattern.test(line)),
    `${sql} → ${shown.join("; ")}`,
  );
}

test("SQLite: a whole store is whole, and each damage is found", () =>
  inFolder(async (file) => {
    await loadSqlite({ file, batches: recordBatches(WHOLE) });
    assert.deepEqual(await findIn(await openSqliteSnapshot({ file })), []);
    const damaged = `${file}.damaged`;
    for (const damage of [...DAMAGES, ...RUDE_DAMAGES]) {
      copyFileSync(file, damaged);
      const database = new DatabaseSync(damaged);
      database.exec("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON");
      assert.ok(Number(database.prepare(damage[0]).run().changes) > 0, damage[0]);
      database.close();
      assertFound(await findIn(await openSqliteSnapshot({ file: damaged })), damage);
    }
  }));

test("PostgreSQL: a whole store is whole, and each damage is found that its rules let happen", async () => {
  const { url } = await createDatabase();
  await loadPostgres({ url, batches: recordBatches(WHOLE) });
  assert.deepEqual(await findIn(await openPostgresSnapshot({ url })), []);
  for (const damage of DAMAGES) {
    if (damage[0].startsWith("delete from users") || damage[0].includes("owner_id")) continue;
    await administer(url, damage[0]);
    assertFound(await findIn(await openPostgresSnapshot({ url })), damage);
  }
});

test("what may be gone by the house's own rules is noted, and is no fault; AWS's policies are there", () =>
  inFolder(async (file) => {
    await loadSqlite({ file, batches: recordBatches(WHOLE) });
    const database = new DatabaseSync(file);
    database.exec(
      "UPDATE users SET permissions_boundary = 'arn:aws:iam::000000000001:policy/gone' WHERE name_key = 'user-1'",
    );
    database.exec(`UPDATE instances SET instance_profile_id = '${GONE}'`);
    database.exec("UPDATE attachments SET policy_arn = 'arn:aws:iam::aws:policy/ReadOnlyAccess'");
    database.close();
    const isManagedPolicy = (arn: string) => arn === "arn:aws:iam::aws:policy/ReadOnlyAccess";
    const found = await findIn(await openSqliteSnapshot({ file }), { ...JUDGES, isManagedPolicy });
    assert.deepEqual(
      found.map(({ table, isNote }) => [table, isNote]),
      [
        ["users", true],
        ["instances", true],
      ],
    );
  }));

test("what a judge finds sealed wrongly is told of its row, and each record is judged", () =>
  inFolder(async (file) => {
    await loadSqlite({ file, batches: recordBatches(WHOLE) });
    const judged = new Set<string>();
    const judgeSealed: Judges["judgeSealed"] = (family, record) => {
      judged.add(family);
      return family === "accessKeys" && "id" in record && record.id === accessKey(2).id
        ? "it does not open"
        : undefined;
    };
    const found = await findIn(await openSqliteSnapshot({ file }), { ...JUDGES, judgeSealed });
    assert.deepEqual(found.map(show), [`access_keys ${accessKey(2).id}: it does not open`]);
    assert.deepEqual([...judged].toSorted(), Object.keys(WHOLE).toSorted());
  }));
