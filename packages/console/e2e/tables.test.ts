import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { PAGES } from "../src/app/pages.ts";
import { openConsole } from "./harness/console-test.ts";
import { createSignInOnce } from "./harness/sign-in-once.ts";
import { ROOT, TABLE_STATES } from "./harness/table-states.ts";
import { TABLES } from "./harness/tables.ts";
import { TABLES_SEED } from "./harness/tables-seed.ts";

const SOURCES = new URL("../src/pages/", import.meta.url);

test("every page that is a table has its row", () => {
  const files = readdirSync(SOURCES, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".tsx"))
    .filter((file) => readFileSync(new URL(file, SOURCES), "utf8").includes("<EntityTable"));
  assert.deepEqual(TABLES.map(({ file }) => file).toSorted(), files.toSorted());
  for (const { path, operation, file } of TABLES) {
    const page = PAGES.find((each) => each.path === path);
    assert.notEqual(page, undefined, path);
    assert.match(readFileSync(new URL(file, SOURCES), "utf8"), new RegExp(`model: "${operation}"`));
  }
});

const consoleTest = openConsole(TABLES_SEED);
const signInOnce = createSignInOnce();

for (const table of TABLES)
  for (const [state, { by, run, isAlone = false }] of Object.entries(TABLE_STATES))
    consoleTest(
      `${table.noun.several}, ${state}`,
      async (given) => {
        await signInOnce(given, by === "root" ? ROOT : by);
        await run(given, table);
      },
      { isAlone },
    );
