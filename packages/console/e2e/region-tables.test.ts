import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { type CallAs, callAs } from "./harness/call-as.ts";
import { type ConsoleTest, openConsole } from "./harness/console-test.ts";
import { REGION_SEED } from "./harness/region-seed.ts";
import { loseServer, seeDenials, seeNone, waitFor } from "./harness/region-states.ts";
import { REGION_PAGES, type RegionPage } from "./harness/region-tables.ts";
import { as } from "./harness/sign-in.ts";
import { createSignInOnce } from "./harness/sign-in-once.ts";

/** Tables that are no row: the test that opens them, and which states it takes them through. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  "patterns/table/entity-table.tsx": "tables.test.ts: every page that is a table",
  "patterns/items/items-table.tsx": "region-tables.test.ts: by all that make one",
  "patterns/policy-picker/policy-picker.tsx": "create-role.test.ts: there; it stands in steps of wizards",
  "pages/organization/effective-policies.tsx":
    "organization.test.ts: there; its document is asked for, not it",
  "pages/simulator/decision-table.tsx":
    "simulator.test.ts: there, denied; it is made of an answer that is there",
  "pages/who-can/ways/ways-list.tsx": "who-can.test.ts: there, denied; it is made of an answer that is there",
  "pages/who-can/what-can.tsx": "who-can.test.ts: there",
};

test("every table has its row, or a test that opens it", () => {
  const source = new URL("../src/", import.meta.url);
  const files = readdirSync(source, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".tsx"))
    .filter((file) => /<(?:Items)?Table[<\s]/.test(readFileSync(new URL(file, source), "utf8")));
  const rows = REGION_PAGES.flatMap(({ tables }) => tables.map(({ file }) => file));
  assert.deepEqual([...new Set([...rows, ...Object.keys(ELSEWHERE)])].toSorted(), files.toSorted());
  for (const { path, none, neverNone } of REGION_PAGES)
    assert.notEqual(none === undefined, neverNone === undefined, `${path}: none there, or a reason`);
  for (const told of Object.values(ELSEWHERE)) {
    const [file = ""] = told.split(":");
    assert.ok(readdirSync(new URL(".", import.meta.url)).includes(file), told);
  }
});

const consoleTest = openConsole(REGION_SEED);
const signInOnce = createSignInOnce();
let administrator: CallAs | undefined;

/** Ana, beside the page: signed in once, as passwords cost what they are to cost. */
async function administratorOf(given: ConsoleTest): Promise<CallAs> {
  administrator ??= await callAs(given, as("ana"));
  return administrator;
}

for (const place of REGION_PAGES) {
  const { path, open, tables } = place;
  const name = `${path}${open === undefined ? "" : ` (${open})`}: ${tables.map(({ what }) => what).join(", ")}`;
  consoleTest(`${name}: loading, there; failed and tried again`, async (given) => {
    await signInOnce(given, "ana");
    await refuse(given, place);
    await waitFor(given, place);
  });
  consoleTest(`${name}: the server does not answer, then it does`, async (given) => {
    await signInOnce(given, "ana");
    await refuse(given, place);
    await loseServer(given, place);
  });
  if (place.neverDenied === undefined)
    consoleTest(`${name}: denied in place, in AWS's words, with what explains it`, async (given) => {
      await signInOnce(given, "dora");
      await seeDenials(given, place, await administratorOf(given));
    });
  if (place.none !== undefined)
    consoleTest(`${name}: none there are`, async (given) => {
      await signInOnce(given, "ana");
      await seeNone(given, place, await administratorOf(given));
    });
}

async function refuse(given: ConsoleTest, { refused = [] }: RegionPage): Promise<void> {
  for (const [operation, input] of refused) {
    const call = await administratorOf(given);
    await assert.rejects(call(operation, input));
  }
}
