import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { type ConsoleTest, openConsole } from "./harness/console-test.ts";
import { holdRoute } from "./harness/hold-route.ts";
import { REGION_TABLES, type RegionTable } from "./harness/region-tables.ts";
import { ACCOUNT, PASSWORD } from "./harness/sign-in.ts";
import { createSignInOnce } from "./harness/sign-in-once.ts";

test("every table of items has its row", () => {
  const source = new URL("../src/", import.meta.url);
  const files = readdirSync(source, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".tsx"))
    .filter((file) => readFileSync(new URL(file, source), "utf8").includes("<ItemsTable"));
  const told = new Set(REGION_TABLES.map(({ file }) => file));
  assert.deepEqual(
    files.filter((file) => !told.has(file)),
    [],
  );
});

const READ = '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sqs:*","Resource":"*"}}';
const TRUST =
  '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}}';
const isInDialog = ({ reach }: RegionTable) => reach !== undefined;
const blindTo = (tables: readonly RegionTable[]) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: { Effect: "Deny", Action: tables.flatMap((table) => deniedOf(table) ?? []), Resource: "*" },
  });
/** Bob may do all but what tables ask for. Dialogs are reached by Eva, who may do the rest of their pages too. */
const [OF_BOB, OF_EVA] = [false, true].map((isDialog) =>
  blindTo(REGION_TABLES.filter((table) => isInDialog(table) === isDialog)),
);
const NO_DELETE =
  '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"s3:DeleteBucket","Resource":"*"}}';
const consoleTest = openConsole(`
accounts:
  - id: "${ACCOUNT}"
    alias: nordwind-people
    groups:
      - { name: Developers, policies: ["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"] }
      - { name: Nobody }
    roles: [{ name: Uploader, trust: ${TRUST} }]
    users:
      - { name: ana, password: "${PASSWORD}", policies: ["arn:aws:iam::aws:policy/AdministratorAccess"] }
      - name: bob
        password: "${PASSWORD}"
        policies: ["arn:aws:iam::aws:policy/AdministratorAccess"]
        inlinePolicies: { Blind: ${OF_BOB} }
      - name: eva
        password: "${PASSWORD}"
        policies: ["arn:aws:iam::aws:policy/AdministratorAccess"]
        inlinePolicies: { Blind: ${OF_EVA} }
      - { name: dora }
      - name: carl
        groups: [Developers]
        policies: ["arn:aws:iam::aws:policy/AmazonSQSFullAccess"]
        inlinePolicies: { Queues: ${READ} }
        tags: { team: web }
        accessKeys: [{ id: AKIACARLCARLCARLCARL, secret: seed-secret-of-at-least-16 }]
organization:
  managementAccount: "${ACCOUNT}"
  policies: [{ name: NoDelete, type: SERVICE_CONTROL_POLICY, document: ${NO_DELETE} }]
`);
const signInOnce = createSignInOnce();
const failed = { code: "ServiceFailure", message: "It failed.", requestId: "3f2c" };

for (const table of REGION_TABLES) {
  consoleTest(`${table.file}: loading, there; failed and tried again`, async (given) => {
    await signInOnce(given, "ana");
    await waitFor(given, table);
  });
  consoleTest(`${table.file}: the server does not answer, then it does`, async (given) => {
    await signInOnce(given, "ana");
    await loseServer(given, table);
  });
}

const places = Map.groupBy(
  REGION_TABLES.filter((table) => deniedOf(table) !== undefined),
  (table) => `${table.path}${isInDialog(table) ? ", a dialog" : ""}`,
);
for (const [place, tables] of places) {
  consoleTest(`${place}: denied in place, in AWS's words, with what explains it`, (given) =>
    seeDenials(given, tables),
  );
}

consoleTest("what has none says so, in its own words", async (given) => {
  await signInOnce(given, "ana");
  const content = given.page.locator("#content");
  const nones = REGION_TABLES.flatMap(({ none }) => none ?? []);
  for (const [path, texts] of Map.groupBy(nones, (none) => none.path)) {
    await given.open(path);
    for (const { text } of texts) await content.getByText(text).first().waitFor();
  }
});

/** What a denial of its rows names: `iam:ListGroups` of `/api/iam/ListGroups`. Undefined of what no permission is asked for. */
function deniedOf({ route, denied }: RegionTable): string | undefined {
  const [, service, operation] = /^\/api\/(\w+)\/(\w+)$/.exec(route) ?? [];
  return denied ?? (service === undefined ? undefined : `${service}:${operation}`);
}

/** A dialog stands beside the page's content. */
function regionOf({ page }: ConsoleTest, table: RegionTable) {
  return isInDialog(table) ? page.getByRole("dialog") : page.locator("#content");
}

function rowOf(given: ConsoleTest, table: RegionTable) {
  return regionOf(given, table).getByText(table.there).first();
}

async function openTable({ page, open }: ConsoleTest, { path, reach }: RegionTable): Promise<void> {
  await open(path);
  await reach?.(page);
}

async function seeDenials(given: ConsoleTest, tables: readonly RegionTable[]): Promise<void> {
  const [first] = tables;
  if (first === undefined) return;
  const who = isInDialog(first) ? "eva" : "bob";
  await signInOnce(given, who);
  given.guard.expect(/403/);
  await openTable(given, first);
  const region = regionOf(given, first);
  for (const table of tables) {
    const words = `user/${who} is not authorized to perform: ${deniedOf(table)} on resource`;
    const why = region.getByText(words).first().getByRole("link", { name: "Why?" });
    assert.match((await why.getAttribute("href")) ?? "", /^\/console\/why\/e\/[0-9a-z]{25}$/);
  }
  // The page around it stands.
  await given.page.getByRole("navigation", { name: "Pages" }).first().waitFor();
}

async function waitFor(given: ConsoleTest, table: RegionTable): Promise<void> {
  const { page, guard } = given;
  const { what, loading = `Loading ${what}` } = table;
  const route = await holdRoute(page, table.route);
  route.hold();
  await openTable(given, table);
  await page.getByText(loading).first().waitFor();
  route.release();
  await rowOf(given, table).waitFor();

  guard.expect(/500/);
  route.hold();
  await openTable(given, table);
  await route.held();
  route.release({ status: 500, body: { error: failed } });
  const content = regionOf(given, table);
  await content.getByText(`The ${what} could not be read.`).waitFor();
  await content.getByText("It failed. Request 3f2c").first().waitFor();
  await content.getByRole("button", { name: "Try again" }).first().click();
  await rowOf(given, table).waitFor();
  assert.equal(await content.getByText(`The ${what} could not be read.`).count(), 0);
}

async function loseServer(given: ConsoleTest, table: RegionTable): Promise<void> {
  const { page, guard } = given;
  guard.expect(/ERR_/);
  const path = `**/console${table.route}`;
  await page.route(path, (route) => route.abort("connectionrefused"));
  await openTable(given, table);
  const bar = page.getByText(/^Rolecall does not answer\. Nothing is lost; trying again in \d+ s\.$/);
  await bar.waitFor();
  await page.unroute(path);
  await rowOf(given, table).waitFor();
  await bar.waitFor({ state: "detached" });
}
