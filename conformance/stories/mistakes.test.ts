import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { COMMAND_MISTAKES } from "../../packages/server/src/command/mistakes/commands.test-support.ts";
import { EXIT_MISTAKE } from "../../packages/server/src/command/mistakes/mistake-row.test-support.ts";
import { POLICY_MISTAKES } from "../../packages/server/src/command/mistakes/policies.test-support.ts";
import { SEED_MISTAKES } from "../../packages/server/src/command/mistakes/seed-files.test-support.ts";
import { START_MISTAKES } from "../../packages/server/src/command/mistakes/start-options.test-support.ts";
import { runRolecall } from "../installation/child-process.ts";

/** Of the table of mistakes a dozen by the real program: what is told, and that nothing runs on. */

const STEP = 12;
const ROWS = [...START_MISTAKES, ...SEED_MISTAKES, ...POLICY_MISTAKES, ...COMMAND_MISTAKES]
  .filter(({ environment }) => environment === undefined)
  .filter((_, index) => index % STEP === 0);

for (const { args, files = {}, exitCode = EXIT_MISTAKE, says } of ROWS) {
  test(`rolecall ${args}`, async () => {
    const folder = mkdtempSync(join(tmpdir(), "rolecall-mistake-"));
    try {
      for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
      const words = args.split(" ").map((word) => word.replace(/^F(?=\/|$)/, folder));
      const { code, output } = await runRolecall(words);
      assert.ok(output.replaceAll(folder, "F").startsWith(says), output);
      assert.equal(code, exitCode);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}
