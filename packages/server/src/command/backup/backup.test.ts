/** A backup is made of an installation that is written to, and makes an installation again. */
import assert from "node:assert/strict";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { toAccountId } from "@rolecall/names";
import { openSqliteStore } from "@rolecall/store/sqlite";
import { startTestProgram } from "../../program.test-support.ts";
import type { Program } from "../../program.ts";
import { runCommand } from "../policy/run-command.test-support.ts";

let root: string;
let data: string;
let program: Program;
before(async () => {
  root = mkdtempSync(join(tmpdir(), "rolecall-backup-"));
  data = join(root, "data");
  program = await startTestProgram(["--data", data], { logError() {} });
});
after(async () => {
  await program.close();
  rmSync(root, { recursive: true });
});

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(root, "case-"));
  file = join(folder, "backup.db");
});
afterEach(() => rmSync(folder, { recursive: true }));

const backup = (target = file, from = data) => runCommand(["backup", target, "--data", from]);
const restore = (into: string, environment = {}, from = file) =>
  runCommand(["restore", from, "--data", into], { environment });
const check = (folder: string, environment = {}) =>
  runCommand(["store", "check", "--data", folder], { environment });

function giveKey(into: string): void {
  mkdirSync(into, { mode: 0o700 });
  copyFileSync(join(data, "master.key"), join(into, "master.key"));
}

test("a backup under writes is one moment, whole, private, and becomes an installation again", async () => {
  const writer = await openSqliteStore({ file: join(data, "rolecall.db") });
  const stop = new AbortController();
  const writing = (async () => {
    for (let number = 0; !stop.signal.aborted; number++) {
      const id = toAccountId(String(900_000_000_000 + number));
      // Two in one write: a backup has both or none.
      await writer.write(async (tx) => {
        await tx.accounts.insert({ id, name: "a", email: `a${number}@b.example`, createdAt: 1 });
        await tx.externalAccounts.put({ accountId: id, addedAt: 1 });
      });
    }
  })();
  const made = await backup();
  stop.abort();
  await writing;
  await writer.close();
  assert.deepEqual([made.exitCode, made.stderr], [0, ""]);
  assert.match(
    made.stdout,
    /backup\.db: \d+\.\d MB, schema \d+, as of revision \d+; looked over, and whole\.\n/,
  );
  assert.match(made.stdout, /The master key is not in it .*opens no secret/);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.deepEqual(readdirSync(folder), ["backup.db"]);
  const into = join(folder, "again");
  giveKey(into);
  const restored = await restore(into);
  assert.deepEqual(
    [restored.exitCode, restored.stderr, restored.stdout],
    [0, "", `${file} is restored into ${into}. The master key that is there opens it.\n`],
  );
  assert.deepEqual(readdirSync(into).toSorted(), ["master.key", "rolecall.db"]);
  const database = new DatabaseSync(join(into, "rolecall.db"));
  const count = (table: string) =>
    Number(
      database
        .prepare(
          `SELECT count(*) AS n FROM ${table} WHERE ${table === "accounts" ? "id" : "account_id"} LIKE '9000%'`,
        )
        .get()?.n,
    );
  assert.equal(count("accounts"), count("external_accounts"));
  database.close();
  const checked = await check(into);
  assert.deepEqual([checked.exitCode, checked.stderr], [0, ""]);
  assert.match(checked.stdout, /^0 found, 0 noted, as of revision \d+\.\n$/);
  const again = await startTestProgram(["--data", into], { logError() {} });
  await again.close();
});

test("a backup overwrites nothing, and what cannot be backed up is told in a line", async () => {
  writeFileSync(file, "mine");
  const cases: readonly [() => ReturnType<typeof backup>, RegExp][] = [
    [() => backup(), /^rolecall backup: .*backup\.db is there already, and is not overwritten\.\n$/],
    [() => backup(join(folder, "none", "a.db")), /^rolecall backup: no backup of .* was made: .*\n$/],
    [
      () => backup(join(folder, "b.db"), folder),
      /rolecall\.db is not there\. A PostgreSQL database is backed up by pg_dump or pg_basebackup/,
    ],
    [() => runCommand(["backup", "--data", data]), /^rolecall backup: name the file of the backup\.\n$/],
    [() => runCommand(["backup", "a", "b"]), /"b" is one too many/],
  ];
  for (const [run, message] of cases) {
    const { exitCode, stdout, stderr } = await run();
    assert.deepEqual([exitCode, stdout], [2, ""]);
    assert.match(stderr, message);
  }
  assert.deepEqual(readdirSync(folder), ["backup.db"]);
  const half = join(folder, "half");
  mkdirSync(half, { mode: 0o700 });
  writeFileSync(join(half, "rolecall.db"), "", { mode: 0o600 });
  writeFileSync(join(half, "seeding"), "99999999 filling", { mode: 0o600 });
  const filled = await backup(join(folder, "c.db"), half);
  assert.match(
    filled.stderr,
    /a start fills .*rolecall\.db, or died while it did: there is nothing whole to back up yet\.\n$/,
  );
});

test("a restore refuses what is used, damaged, foreign or newer, and what its key does not open", async () => {
  await backup();
  const into = join(folder, "into");
  const refuses = async (from: string, target: string, message: RegExp) => {
    const { exitCode, stdout, stderr } = await restore(target, {}, from);
    assert.deepEqual([exitCode, stdout], [2, ""], stderr);
    assert.match(stderr, message);
  };
  await refuses(file, data, /^rolecall restore: a server runs on .* \(process \d+\): stop it/);
  await refuses(join(folder, "none"), into, /none is not there\.\n$/);
  const damage = (name: string, change: (database: DatabaseSync) => void) => {
    const copy = join(folder, name);
    copyFileSync(file, copy);
    const database = new DatabaseSync(copy);
    database.exec("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON");
    change(database);
    database.close();
    return copy;
  };
  const newer = damage("newer", (database) => database.exec("PRAGMA user_version = 99"));
  await refuses(
    newer,
    into,
    /cannot be restored: its schema is number 99, and this version knows \d+: run a newer version\.\n$/,
  );
  const foreign = damage("foreign", (database) => database.exec("PRAGMA application_id = 1"));
  await refuses(foreign, into, /cannot be restored: it is a database of another program\.\n$/);
  const broken = damage("broken", (database) => database.exec("UPDATE access_keys SET status = 'Odd'"));
  await refuses(
    broken,
    into,
    /cannot be restored: it is damaged: CHECK constraint failed in access_keys\.\n$/,
  );
  const text = join(folder, "text");
  writeFileSync(text, "no database at all, but longer than its head would be".repeat(100));
  await refuses(text, into, /cannot be restored: file is not a database\.\n$/);
  writeFileSync(join(into, "master.key"), `${Buffer.alloc(32, 1).toString("base64")}\n`, { mode: 0o600 });
  await refuses(file, into, /The master key does not open the secrets in this store/);
  // What a restore left that was killed.
  writeFileSync(join(into, "rolecall.db.99999999.partial"), "half", { mode: 0o600 });
  rmSync(join(into, "master.key"));
  const without = await restore(into);
  assert.match(without.stdout, /No master key is there, so that nothing was opened: put the one/);
  assert.deepEqual(readdirSync(into), ["rolecall.db"]);
  await refuses(file, into, /rolecall\.db is there already, and is not overwritten\.\n$/);
});

test("a store is looked over: damage and secrets that do not open are told, and that nobody could look", async () => {
  await backup();
  const into = join(folder, "into");
  giveKey(into);
  await restore(into);
  const blind = await check(into, { ROLECALL_MASTER_KEY: "" });
  assert.equal(blind.exitCode, 0);
  const stranger = await check(into, { ROLECALL_MASTER_KEY: Buffer.alloc(32, 1).toString("base64") });
  assert.equal(stranger.exitCode, 3);
  assert.match(stranger.stdout, /^access_keys AKIA\w+: what it holds sealed does not open$/m);
  assert.match(stranger.stdout, /^data_keys \d+: what it holds sealed does not open$/m);
  const database = new DatabaseSync(join(into, "rolecall.db"));
  database.exec("UPDATE users SET name_key = 'x'; UPDATE account_counts SET users = 7");
  database.close();
  const damaged = await check(into);
  assert.deepEqual([damaged.exitCode, damaged.stderr], [3, ""]);
  assert.match(damaged.stdout, /^users AIDA\w+: its name_key is "x", and should be "admin"$/m);
  assert.match(damaged.stdout, /^account_counts \d{12}: it should hold users 1, /m);
  assert.match(damaged.stdout, /\n\d+ found, 0 noted, as of revision \d+\.\n$/);
  rmSync(join(into, "master.key"));
  const keyless = await check(into);
  assert.equal(keyless.exitCode, 3);
  assert.match(keyless.stdout, /^Sealed secrets were not looked at: there is no master key/m);
  const nothing = await check(folder);
  assert.deepEqual([nothing.exitCode, nothing.stdout], [2, ""]);
  assert.match(
    nothing.stderr,
    /^rolecall store check: cannot read the database .*: there is no such file\.\n$/,
  );
  assert.ok(!existsSync(join(folder, "rolecall.db")));
});
