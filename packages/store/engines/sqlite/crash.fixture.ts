/**
 * Kills writers on a database in a file, many times:
 *
 *     node -C @rolecall/source packages/store/engines/sqlite/crash.fixture.ts --rounds 50
 */
import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { parseArgs } from "node:util";
import { type CrashReport, crash } from "../../conformance/crash.ts";
import { openSqliteStore } from "./index.ts";
import { inFolder, programArguments } from "./store-file.test-support.ts";

export function crashSqlite(rounds: number): Promise<CrashReport> {
  return inFolder((file) =>
    crash(rounds, {
      writerArguments: programArguments("crash-writer.fixture.ts", file),
      open: () => openSqliteStore({ file }),
      assertIntegrity: () => assertIntegrity(file),
    }),
  );
}

function assertIntegrity(file: string): void {
  const database = new DatabaseSync(file);
  const found = database.prepare("PRAGMA integrity_check").all();
  assert.deepEqual(
    found.map((row) => row.integrity_check),
    ["ok"],
  );
  assert.deepEqual(database.prepare("PRAGMA foreign_key_check").all(), []);
  database.close();
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { rounds: { type: "string", default: "50" } } });
  console.log(JSON.stringify(await crashSqlite(Number(values.rounds))));
}
