import assert from "node:assert/strict";
import { TablePage } from "../pages/table-page.ts";
import type { ConsoleTest, ConsoleTestOptions } from "./console-test.ts";
import { lookEverywhere } from "./look-everywhere.ts";
import { standInForSession } from "./signed-in.ts";
import { answerRoute, type RouteAnswer } from "./stand-in-routes.ts";

type DefineTest = (
  name: string,
  run: (given: ConsoleTest) => Promise<void>,
  options?: ConsoleTestOptions,
) => void;

/** A table and what its rows are like. */
export interface TableUnderTest {
  /** Under `/console`. */
  readonly path: string;
  readonly model: string;
  readonly noun: { readonly one: string; readonly several: string };
  readonly rowNamed: (name: string) => Readonly<Record<string, unknown>>;
  /** A column that the reader may be refused, by its id and header, and the action that it stands for. */
  readonly refusable?: { readonly column: string; readonly header: string; readonly action: string };
}

interface AskedQuery {
  readonly Query?: string;
  readonly Page: number;
  readonly PageSize: number;
}

const COUNT = 10_000;

/** What every test of a table needs. */
interface TableTools extends TableUnderTest {
  /** Opens the table, whose read model answers so. */
  open(given: ConsoleTest, by: (query: AskedQuery) => RouteAnswer, at?: string): Promise<TablePage>;
  /** As many rows as are asked for, of many. */
  rows(query: AskedQuery): RouteAnswer;
}

const none = (): RouteAnswer => ({ body: { Rows: [], Count: 0, Columns: [], UnreadableColumns: [] } });

/**
 * Tests a table in every state that one can be in: there, empty, nothing found, denied, failed and tried again, slow, a
 * column that may not be read, a long name, at 375 px; that search, pages and order stand in the address; and what axe says of it.
 */
export function testTableStates(defineTest: DefineTest, table: TableUnderTest): void {
  const { noun, path, model } = table;
  const tools: TableTools = {
    ...table,
    async open(given, by, at = path) {
      await standInForSession(given.page);
      await answerRoute(given.page, "POST", `/api/rolecall/${model}`, (body) => by(body as AskedQuery));
      await given.open(at);
      return new TablePage(given.page);
    },
    rows({ Page, PageSize }) {
      const first = (Page - 1) * PageSize;
      const names = Array.from({ length: PageSize }, (_value, i) => `${noun.one}-${first + i + 1}`);
      return { body: { Rows: names.map(table.rowNamed), Count: COUNT, Columns: [], UnreadableColumns: [] } };
    },
  };
  for (const each of [
    testPages,
    testEmptiness,
    testDenial,
    testFailure,
    testSlowness,
    testLockedColumn,
    testLooks,
  ])
    each(defineTest, tools);
}

function testPages(defineTest: DefineTest, { noun, open, rows }: TableTools): void {
  defineTest(`${noun.several}: pages, search and order stand in the address`, async (given) => {
    const asked: AskedQuery[] = [];
    const tablePage = await open(given, (query) => {
      asked.push(query);
      return rows(query);
    });
    await given.page.getByText(`${noun.one}-50`, { exact: true }).waitFor();
    assert.match(await tablePage.heading.innerText(), /10,000/);
    await given.page.getByRole("button", { name: "Next page" }).click();
    await given.page.getByText(`${noun.one}-51`, { exact: true }).waitFor();
    assert.equal(new URL(given.page.url()).searchParams.get("page"), "2");
    await tablePage.searchFor("payrol");
    await given.page.waitForURL(/q=payrol/);
    await given.page.getByText(`${noun.one}-1`, { exact: true }).waitFor();
    assert.equal(new URL(given.page.url()).searchParams.get("page"), null);
    assert.equal(asked.at(-1)?.Query, "payrol");
    await given.page.reload();
    await given.page.getByText(`${noun.one}-1`, { exact: true }).waitFor();
    assert.equal(asked.at(-1)?.Query, "payrol");
  });
}

function testEmptiness(defineTest: DefineTest, { noun, path, open }: TableTools): void {
  defineTest(`${noun.several}: none yet, and none found`, async (given) => {
    await open(given, none);
    await given.page.getByText(`No ${noun.several} yet`).waitFor();
    await given.open(`${path}?q=payrol`);
    await given.page.getByText(`No ${noun.one} matches payrol`).waitFor();
    await given.page.getByRole("button", { name: "Clear filter", exact: true }).click();
    await given.page.getByText(`No ${noun.several} yet`).waitFor();
  });
}

function testDenial(defineTest: DefineTest, { noun, open }: TableTools): void {
  defineTest(`${noun.several}: a denial stands in place, in AWS's words, with its Why?`, async (given) => {
    given.guard.expect(/403/);
    const message = "User: arn:aws:iam::444455556666:user/ana is not authorized to perform: iam:List";
    const error = { code: "AccessDenied", message, requestId: "r-1", authorizationId: "a1b2" };
    await open(given, () => ({ status: 403, body: { error } }));
    await given.page.getByText(message).waitFor();
    const why = given.page.locator("#content").getByRole("link", { name: "Why?" });
    assert.equal(await why.getAttribute("href"), "/console/why/e/a1b2");
    await given.page.getByRole("navigation", { name: "Pages" }).first().waitFor();
  });
}

function testFailure(defineTest: DefineTest, { noun, open, rows }: TableTools): void {
  defineTest(`${noun.several}: a failure says its request and is tried again`, async (given) => {
    given.guard.expect(/500/);
    let isBroken = true;
    const error = { code: "ServiceFailure", message: "It failed.", requestId: "3f2c" };
    await open(given, (query) => (isBroken ? { status: 500, body: { error } } : rows(query)));
    await given.page.getByText("Request 3f2c").waitFor();
    isBroken = false;
    await given.page.getByRole("button", { name: "Try again" }).click();
    await given.page.getByText(`${noun.one}-50`, { exact: true }).waitFor();
  });
}

function testSlowness(defineTest: DefineTest, { noun, open, rows }: TableTools): void {
  defineTest(
    `${noun.several}: while they are read it says so, and after five seconds that it is slow`,
    async (given) => {
      await open(given, (query) => ({ ...rows(query), delayMs: 7_000 }));
      await given.page.getByText(`Loading ${noun.several}`).first().waitFor();
      await given.page.getByText(`Still loading ${noun.several}`).first().waitFor();
      await given.page.getByText(`${noun.one}-50`, { exact: true }).waitFor();
    },
  );
}

function testLockedColumn(defineTest: DefineTest, { noun, refusable, open, rows }: TableTools): void {
  if (refusable === undefined) return;
  defineTest(`${noun.several}: a column that may not be read is locked, not empty`, async (given) => {
    const column = {
      Column: refusable.column,
      Action: refusable.action,
      Message: `You may not perform ${refusable.action}.`,
    };
    await open(given, (query) => {
      const { body } = rows(query) as { readonly body: object };
      return { body: { ...body, UnreadableColumns: [column] } };
    });
    const header = given.page.getByRole("columnheader", { name: refusable.header });
    await header.getByText(`Not readable by you: ${refusable.action}`).waitFor({ state: "attached" });
  });
}

function testLooks(defineTest: DefineTest, { noun, rowNamed, open, rows }: TableTools): void {
  defineTest(
    `${noun.several}: nothing to complain of in both modes and widths, with a long name`,
    async (given) => {
      const long = "Personalabrechnungsverwaltungs-Leserolle-Niederlassung-Südwest";
      await open(given, (query) => {
        const { body } = rows({ ...query, PageSize: 9 }) as {
          readonly body: { readonly Rows: readonly object[] };
        };
        return { body: { ...body, Rows: [rowNamed(long), ...body.Rows] } };
      });
      await given.page.getByText(`${noun.one}-9`, { exact: true }).waitFor();
      await lookEverywhere(given, noun.several);
    },
  );
}
