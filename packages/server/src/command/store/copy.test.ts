import assert from "node:assert/strict";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, beforeEach, test } from "node:test";
import { toAccountId } from "@rolecall/names";
import { openPostgresStore } from "@rolecall/store/postgres";
import { openSqliteStore } from "@rolecall/store/sqlite";
import { createDatabase, stopTestServer } from "../../../../store/engines/postgres/server.test-support.ts";
import { runCommand } from "../policy/run-command.test-support.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rolecall-copy-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
after(stopTestServer);

const ACCOUNT = { id: toAccountId("123456789012"), name: "one", email: "a@b.example", createdAt: 1 };

async function makeStore(): Promise<string> {
  const file = join(folder, "rolecall.db");
  const store = await openSqliteStore({ file });
  await store.write((tx) => tx.accounts.insert(ACCOUNT));
  await store.close();
  return `sqlite:${file}`;
}

const copy = (from: string, to: string, environment = {}) =>
  runCommand(["store", "copy", "--from", from, "--to", to], { environment });

test("a store is copied to PostgreSQL and back, and both tell the same checksums", async () => {
  const from = await makeStore();
  const { url } = await createDatabase();
  const address = new URL(url);
  const { password } = address;
  address.password = "";
  const there = await copy(from, address.href, { PGPASSWORD: password });
  assert.deepEqual([there.exitCode, there.stderr], [0, ""]);
  assert.match(there.stdout, /^accounts +1 rows {2}sha256 [0-9a-f]{16}$/m);
  assert.match(there.stdout, /^account_counts +1 rows/m);
  assert.match(there.stdout, /as of revision 1 of the source/);
  assert.match(there.stdout, /the copy needs the same master key/);
  const store = await openPostgresStore({ url, random: Math.random });
  assert.deepEqual(await store.read((tx) => tx.accounts.list()), [ACCOUNT]);
  await store.close();
  const file = join(folder, "back.db");
  const back = await copy(url, `sqlite:${file}`);
  assert.equal(back.exitCode, 0);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  const tables = (text: string) => text.split("\n").filter((line) => line.includes(" rows "));
  assert.deepEqual(tables(back.stdout), tables(there.stdout));
  // Full now.
  const again = await copy(from, `sqlite:${file}`);
  assert.deepEqual(
    [again.exitCode, again.stdout, again.stderr],
    [2, "", "rolecall store copy: --to: the store is not empty: its table accounts holds rows.\n"],
  );
});

test("what cannot be copied is told in a line, and no password is", async () => {
  const from = await makeStore();
  const cases: readonly [from: string, to: string, message: RegExp][] = [
    [
      `sqlite:${folder}/none.db`,
      from,
      /^rolecall store copy: --from: cannot read the database .*: there is no such file\.$/,
    ],
    ["sqlite:", from, /--from: name a file/],
    ["mysql://a:secret@b/c", from, /--from: it is neither sqlite:FILE nor postgres:/],
    [from, "sqlite::memory:", /--to: name a file/],
    [
      from,
      "postgres://a:secret@127.0.0.1:1/c",
      /--to: cannot open the database postgres:\/\/a@127\.0\.0\.1:1\/c: nothing listens/,
    ],
    [from, `sqlite:${folder}/none/a.db`, /--to: cannot open the database/],
  ];
  for (const [source, target, message] of cases) {
    const { exitCode, stdout, stderr } = await copy(source, target);
    assert.deepEqual([exitCode, stdout], [2, ""], source);
    assert.match(stderr.trimEnd(), message);
    assert.doesNotMatch(stderr, /secret/);
    assert.equal(stderr.split("\n").length, 2);
  }
  assert.match((await runCommand(["store", "copy", "--from", from])).stderr, /--to URL is needed/);
});
