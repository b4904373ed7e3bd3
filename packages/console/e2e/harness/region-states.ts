import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import type { CallAs } from "./call-as.ts";
import type { ConsoleTest } from "./console-test.ts";
import { holdRoute } from "./hold-route.ts";
import { FAILURE, offlineBarOf } from "./lost-server.ts";
import type { RegionPage, RegionTable } from "./region-tables.ts";
import { ACCOUNT } from "./sign-in.ts";
import { refuseRoute } from "./stand-in-routes.ts";

/** Held all at once, each in its words; then failed, told one by one, and tried again. */
export async function waitFor(given: ConsoleTest, place: RegionPage): Promise<void> {
  const { page, guard } = given;
  const routes = await Promise.all(place.tables.map((table) => holdRoute(page, routeOf(table))));
  for (const route of routes) route.hold();
  await openPlace(given, place.path, place.open);
  for (const { what, loading = `Loading ${what}` } of place.tables)
    await page.getByText(loading).first().waitFor();
  for (const route of routes) route.release();
  await seeRows(given, place);

  guard.expect(/500/);
  for (const route of routes) route.hold();
  await openPlace(given, place.path, place.open);
  for (const route of routes) {
    await route.held();
    route.release(FAILURE);
  }
  const content = contentOf(given, place);
  for (const table of place.tables) {
    const where = within(content, table);
    await where.getByText(sentenceOf(table)).waitFor();
    await where.getByText("It failed. Request 3f2c").first().waitFor();
  }
  for (const table of place.tables) {
    await within(content, table).getByRole("button", { name: "Try again" }).first().click();
    await content.getByText(sentenceOf(table)).waitFor({ state: "detached" });
  }
  await seeRows(given, place);
}

/** Nobody answers, which a bar tells; once somebody does, all of it is there. */
export async function loseServer(given: ConsoleTest, place: RegionPage): Promise<void> {
  const { page, guard } = given;
  guard.expect(/ERR_/);
  const ends = await Promise.all(place.tables.map((table) => refuseRoute(page, routeOf(table))));
  await openPlace(given, place.path, place.open);
  const bar = offlineBarOf(page);
  await bar.waitFor();
  for (const end of ends) await end();
  await seeRows(given, place);
  await bar.waitFor({ state: "detached" });
}

/** Who may do all but list these sees each denial in its place, in AWS's words, and the page around it. */
export async function seeDenials(given: ConsoleTest, place: RegionPage, call: CallAs): Promise<void> {
  const { page, guard } = given;
  const actions = place.tables.map(({ operation, action = operation.replace("/", ":") }) => action);
  await call("iam/PutUserPolicy", {
    UserName: "dora",
    PolicyName: "Denied",
    PolicyDocument: JSON.stringify({
      Version: "2012-10-17",
      Statement: { Effect: "Deny", Action: actions, Resource: "*" },
    }),
  });
  guard.expect(/403/);
  await openPlace(given, place.path, place.open);
  const content = contentOf(given, place);
  for (const [at, table] of place.tables.entries()) {
    const where = within(content, table);
    const denial = where.getByText(
      `arn:aws:iam::${ACCOUNT}:user/dora is not authorized to perform: ${actions[at]}`,
    );
    await denial.first().waitFor();
    const why = denial.first().getByRole("link", { name: "Why?" });
    assert.match((await why.getAttribute("href")) ?? "", /^\/console\/why\/e\/[0-9a-z]{25}$/);
    assert.equal(await content.getByText(sentenceOf(table)).count(), 0, "a denial is no failure");
  }
  for (const words of place.none?.words ?? [])
    assert.equal(await content.getByText(words, { exact: true }).count(), 0, "nothing is said to be none");
  await page.locator("#content h1").waitFor();
  await page.getByRole("navigation", { name: "Pages" }).first().waitFor();
}

/** Who has none of them is told so in the table's own words, and of no error. */
export async function seeNone(given: ConsoleTest, place: RegionPage, call: CallAs): Promise<void> {
  const { none } = place;
  assert.ok(none !== undefined && none.words.length === place.tables.length, "words for each table");
  for (const [operation, input] of none.before ?? []) await call(operation, input);
  await openPlace(given, none.path, place.open);
  const content = contentOf(given, place);
  for (const words of none.words) await content.getByText(words, { exact: true }).waitFor();
  assert.equal(await content.getByRole("button", { name: "Try again" }).count(), 0);
}

async function openPlace({ page, open }: ConsoleTest, path: string, button?: string): Promise<void> {
  await open(path);
  if (button !== undefined) await page.getByRole("button", { name: button, exact: true }).click();
}

function contentOf({ page }: ConsoleTest, { open }: RegionPage): Locator {
  return open === undefined ? page.locator("#content") : page.getByRole("dialog");
}

function within(content: Locator, { name }: RegionTable): Locator {
  return name === undefined ? content : content.getByRole("table", { name, exact: true });
}

async function seeRows(given: ConsoleTest, place: RegionPage): Promise<void> {
  const content = contentOf(given, place);
  for (const table of place.tables) await content.getByText(table.there).first().waitFor();
}

/** Under `/console`. */
function routeOf({ operation }: RegionTable): string {
  return operation.includes("/") ? `/api/${operation}` : `/${operation}`;
}

function sentenceOf({ what, failed: sentence = `The ${what} could not be read.` }: RegionTable): string {
  return sentence;
}
