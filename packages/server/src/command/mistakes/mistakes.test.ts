import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { runCommand } from "../policy/run-command.test-support.ts";
import { COMMAND_MISTAKES } from "./commands.test-support.ts";
import { EXIT_MISTAKE, type MistakeRow } from "./mistake-row.test-support.ts";
import { POLICY_MISTAKES } from "./policies.test-support.ts";
import { SEED_MISTAKES } from "./seed-files.test-support.ts";
import { START_MISTAKES } from "./start-options.test-support.ts";

/** The table of mistakes: each tells what was wrong, where, and what to do next, in one process so that it is quick. */

const ROWS = [...START_MISTAKES, ...SEED_MISTAKES, ...POLICY_MISTAKES, ...COMMAND_MISTAKES];

test("the table has more than a hundred rows, each once", () => {
  const keys = new Set(
    ROWS.map(({ args, files, environment }) => JSON.stringify([args, files, environment])),
  );
  assert.equal(keys.size, ROWS.length);
  assert.ok(ROWS.length > 100, `${ROWS.length}`);
});

for (const row of ROWS) {
  const given = row.files === undefined ? "" : ` with ${JSON.stringify(row.files).slice(0, 80)}`;
  test(`rolecall ${row.args}${given}`, async () => {
    const { exitCode, told } = await run(row);
    const [said, usage] = row.hasUsage ? told.split("\n\nUsage: ") : [told.trimEnd()];
    assert.equal(said, row.says);
    assert.equal(usage !== undefined, row.hasUsage === true);
    assert.equal(exitCode, row.exitCode ?? EXIT_MISTAKE);
  });
}

/** What stands on standard error, or on standard output where nothing does: findings are what `validate` was asked for. */
async function run({ args, files = {}, environment = {} }: MistakeRow) {
  const folder = mkdtempSync(join(tmpdir(), "rolecall-mistake-"));
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    const words = args === "" ? [] : args.split(" ").map((word) => word.replace(/^F(?=\/|$)/, folder));
    const { exitCode, stdout, stderr } = await runCommand(words, { environment });
    return { exitCode, told: (stderr || stdout).replaceAll(folder, "F") };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
