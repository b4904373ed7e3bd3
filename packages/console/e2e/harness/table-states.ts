import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { TablePage } from "../pages/table-page.ts";
import type { ConsoleTest } from "./console-test.ts";
import { findWideness } from "./find-wideness.ts";
import { holdRoute } from "./hold-route.ts";
import { judgeAccessibility } from "./judge-accessibility.ts";
import { FAILURE, offlineBarOf } from "./lost-server.ts";
import { refuseRoute } from "./stand-in-routes.ts";
import type { TableUnderTest } from "./tables.ts";
import { EMPTY_ACCOUNT, FORMULA_NAME } from "./tables-seed.ts";

/** A way through states of a table, by somebody who can come into them. */
export interface TableState {
  readonly by: "ana" | "bob" | "lists" | "root";
  /** Where it turns the clock, which is a context's. */
  readonly isAlone?: boolean;
  run(given: ConsoleTest, table: TableUnderTest): Promise<void>;
}

export const ROOT = `root@${EMPTY_ACCOUNT}.example`;

/** Every state of a table, by its words. What a server is seldom in, slow or failing, is held or answered in its place; all else is its own. */
export const TABLE_STATES: Readonly<Record<string, TableState>> = {
  "more than a page holds: pages, order and search stand in the address": { by: "ana", run: seePages },
  "none that the filter lets through: what was searched, and the way back": { by: "ana", run: findNone },
  "none there are": { by: "root", run: seeNone },
  "denied in place, in AWS's words, with what explains it": { by: "bob", run: seeDenial },
  "columns that a reader may not see are locked, and no cell looks empty": { by: "lists", run: seeLocks },
  "loading, slow, there; read again, failed and tried again; the session over": {
    by: "ana",
    run: waitFor,
    isAlone: true,
  },
  "the server does not answer, then it does": { by: "ana", run: loseServer },
  "columns, page size and density are kept over a reload": { by: "ana", run: keepPreferences },
  "downloaded as the filter shows it, no cell a formula": { by: "ana", run: download },
  "nothing to complain of, and 375 px are enough, with long names and names from right to left": {
    by: "ana",
    run: look,
  },
};

function cellOf({ page }: ConsoleTest, text: string) {
  return page.locator("#content tbody").getByText(text, { exact: true }).first();
}

async function seePages(given: ConsoleTest, table: TableUnderTest): Promise<void> {
  const { page, open } = given;
  await open(table.path);
  const tablePage = new TablePage(page);
  await tablePage.someRow.waitFor();
  assert.deepEqual(await tablePage.headers(), table.columns);
  assert.match(await tablePage.heading.innerText(), /\([\d,]{2,}\)/);
  await tablePage.rows.nth(49).waitFor();
  assert.equal(await tablePage.rows.count(), 50);
  await tablePage.sortBy(table.columns[0] ?? "");
  await page.waitForURL(/sort=/);
  await page.getByRole("button", { name: "Next page" }).click();
  await page.waitForURL(/page=2/);
  await page
    .getByRole("button", { name: "Page 2", exact: true })
    .and(page.locator("[aria-current]"))
    .waitFor();
  await page.reload();
  await tablePage.someRow.waitFor();
  assert.equal(new URL(page.url()).searchParams.get("page"), "2");
  await tablePage.searchFor(table.some);
  await page.waitForURL((url) => url.searchParams.get("q") === table.some && !url.searchParams.has("page"));
  await cellOf(given, table.some).waitFor();
  await page
    .getByText(/^\d+ match(?:es)?$/)
    .first()
    .waitFor();
  await page
    .getByRole("checkbox", { name: `Choose all ${table.noun.several} of this page` })
    .check({ force: true });
  await tablePage.heading.getByText(/\((\d+)\/\1\)/).waitFor();
}

async function findNone(given: ConsoleTest, { path, noun }: TableUnderTest): Promise<void> {
  const { page, open } = given;
  await open(`${path}?q=nothing-is-called-so`);
  await page.getByText("No match", { exact: true }).waitFor();
  await page.getByText(`No ${noun.one} matches nothing-is-called-so`).waitFor();
  await page.getByText(/ were searched\.$/).waitFor();
  await page.getByRole("button", { name: "Clear filter", exact: true }).click();
  await new TablePage(page).someRow.waitFor();
  assert.equal(new URL(page.url()).searchParams.get("q"), null);
}

async function seeNone(given: ConsoleTest, { path, none, noun }: TableUnderTest): Promise<void> {
  const { page, open, guard } = given;
  await open(path);
  if (none === undefined) return new TablePage(page).someRow.waitFor();
  if (none instanceof RegExp) guard.expect(/403/);
  await page.locator("#content").getByText(none).first().waitFor();
  if (!(none instanceof RegExp))
    await page
      .locator("#content")
      .getByRole("link", { name: `Create ${noun.one}` })
      .last()
      .waitFor();
}

async function seeDenial(given: ConsoleTest, { path }: TableUnderTest): Promise<void> {
  const { page, open, guard } = given;
  guard.expect(/403/);
  await open(path);
  const content = page.locator("#content");
  await content.getByText(/user\/bob is not authorized to perform: \w+:List\w+ on resource/).waitFor();
  const why = content.getByRole("link", { name: "Why?" });
  assert.match((await why.getAttribute("href")) ?? "", /^\/console\/why\/e\/[0-9a-z]{25}$/);
  assert.equal(await content.getByText(/^No \w+ yet$/).count(), 0);
  await page.getByRole("navigation", { name: "Pages" }).first().waitFor();
}

async function seeLocks(given: ConsoleTest, table: TableUnderTest): Promise<void> {
  const { page, open } = given;
  await open(table.path);
  const tablePage = new TablePage(page);
  await tablePage.someRow.waitFor();
  const told: Record<string, string> = {};
  for (const header of await page
    .getByRole("columnheader")
    .filter({ hasText: "Not readable by you" })
    .all()) {
    const [, name = "", action = ""] =
      /^(.*?)\s*Not readable by you: (\S+)$/s.exec((await header.innerText()).trim()) ?? [];
    told[name] = action;
  }
  assert.deepEqual(told, table.locked);
  const at = table.columns.findIndex((column) => column in table.locked);
  if (at < 0) return;
  // Behind the box by which a row is chosen.
  const cell = tablePage.someRow.locator("td").nth(at + 1);
  assert.equal((await cell.innerText()).trim(), "–");
}

async function waitFor(given: ConsoleTest, table: TableUnderTest): Promise<void> {
  const { page, open, guard, context } = given;
  const { noun, some } = table;
  const route = await holdRoute(page, `/api/rolecall/${table.operation}`);
  await page.clock.install();
  route.hold();
  // With a page that is not the first the answer does not come within the page.
  await open(`${table.path}?q=${some}`);
  await page.getByText(`Loading ${noun.several}`).first().waitFor();
  await page.clock.fastForward(6_000);
  await page.getByText(`Still loading ${noun.several}`).first().waitFor();
  route.release();
  await cellOf(given, some).waitFor();

  const again = page.getByRole("button", { name: "Read again" });
  route.hold();
  await again.click();
  await route.held();
  await page.clock.fastForward(2_000);
  assert.equal(await cellOf(given, some).isVisible(), true, "stays while it is read again");
  assert.equal(await page.getByText(`Loading ${noun.several}`).count(), 0);
  guard.expect(/500/);
  route.release(FAILURE);
  await page.getByText("It failed. Request 3f2c").waitFor();
  assert.equal(await cellOf(given, some).count(), 0, "nothing old is shown as if it were read");
  await page.getByRole("button", { name: "Try again" }).click();
  await cellOf(given, some).waitFor();

  guard.expect(/401/);
  await context.clearCookies();
  await again.click();
  await page.getByRole("dialog", { name: "Your session ended" }).waitFor();
}

async function loseServer(given: ConsoleTest, { path, operation, some }: TableUnderTest): Promise<void> {
  const { page, open, guard } = given;
  guard.expect(/ERR_/);
  const end = await refuseRoute(page, `/api/rolecall/${operation}`);
  await open(`${path}?q=${some}`);
  const bar = offlineBarOf(page);
  await bar.waitFor();
  await end();
  await cellOf(given, some).waitFor();
  await bar.waitFor({ state: "detached" });
}

async function keepPreferences({ page, open }: ConsoleTest, table: TableUnderTest): Promise<void> {
  await open(table.path);
  const tablePage = new TablePage(page);
  await tablePage.someRow.waitFor();
  await tablePage.openPreferences();
  const dialog = page.getByRole("dialog", { name: "Preferences" });
  await dialog.getByRole("radio", { name: `10 ${table.noun.several}` }).check({ force: true });
  await dialog.getByRole("checkbox", { name: "Compact" }).check({ force: true });
  await dialog.getByRole("checkbox", { name: table.optional, exact: true }).check({ force: true });
  const hidden = table.columns.at(-1) ?? "";
  await dialog.getByRole("checkbox", { name: hidden, exact: true }).uncheck({ force: true });
  await dialog.getByRole("button", { name: "Confirm" }).click();
  for (const when of ["at once", "after a reload"]) {
    await page.getByRole("columnheader", { name: table.optional }).waitFor();
    await tablePage.someRow.waitFor();
    const headers = await tablePage.headers();
    assert.deepEqual(headers.toSorted(), [...table.columns.slice(0, -1), table.optional].toSorted(), when);
    await tablePage.rows.nth(10).waitFor({ state: "detached" });
    await tablePage.rows.nth(9).waitFor();
    assert.equal(await tablePage.rows.count(), 10, when);
    if (when === "at once") await page.reload();
  }
  await tablePage.openPreferences();
  assert.equal(await dialog.getByRole("checkbox", { name: "Compact" }).isChecked(), true);
}

async function download({ page, open }: ConsoleTest, table: TableUnderTest): Promise<void> {
  await open(`${table.path}?q=${encodeURIComponent(FORMULA_NAME)}`);
  const tablePage = new TablePage(page);
  await tablePage.someRow.waitFor();
  await page.getByRole("button", { name: "Actions" }).click();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: "Download as CSV" }).click(),
  ]);
  const lines = (await readFile(await file.path(), "utf8")).split("\r\n");
  assert.equal(lines[0], table.columns.join(","));
  assert.equal(lines.length, 1 + Number(/\((\d+)\)/.exec(await tablePage.heading.innerText())?.[1]) + 1);
  assert.ok(
    lines.some((line) => line.startsWith(`'${FORMULA_NAME},`)),
    lines.join("\n"),
  );
}

async function look(given: ConsoleTest, { path, unusual }: TableUnderTest): Promise<void> {
  const { page, open } = given;
  await open(`${path}?q=${encodeURIComponent(unusual)}`);
  await new TablePage(page).someRow.waitFor();
  await page.locator("#content").getByRole("combobox").waitFor();
  assert.deepEqual(await judgeAccessibility(page), []);
  await page.setViewportSize({ width: 375, height: 812 });
  await page.locator("#content h1").waitFor();
  assert.deepEqual(await findWideness(page), []);
}
