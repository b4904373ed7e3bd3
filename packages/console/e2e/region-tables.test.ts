import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { type ConsoleTest, openConsole } from "./harness/console-test.ts";
import { holdRoute } from "./harness/hold-route.ts";
import { REGION_TABLES, type RegionTable } from "./harness/region-tables.ts";
import { ACCOUNT, PASSWORD } from "./harness/sign-in.ts";
import { createSignInOnce } from "./harness/sign-in-once.ts";

/** Made where only one of their own tests leads. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  "patterns/items/picker.tsx": "what several dialogs choose from: groups.test.ts, users.test.ts",
  "pages/me/my-sessions.tsx": "no operation: me.test.ts",
  "pages/roles/recent-sessions.tsx": "of the audit log: roles.test.ts",
  "pages/organization/policy-targets.tsx": "organization.test.ts",
  "pages/organization/organization-settings-page.tsx": "organization.test.ts",
  "pages/organization/delegated-administrators.tsx": "organization.test.ts",
};

test("every table of items has its row", () => {
  const source = new URL("../src/", import.meta.url);
  const files = readdirSync(source, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".tsx"))
    .filter((file) => readFileSync(new URL(file, source), "utf8").includes("<ItemsTable"));
  const told = new Set([...REGION_TABLES.map(({ file }) => file), ...Object.keys(ELSEWHERE)]);
  assert.deepEqual(
    files.filter((file) => !told.has(file)),
    [],
  );
  assert.deepEqual(
    Object.keys(ELSEWHERE).filter((file) => !files.includes(file)),
    [],
  );
});

const READ = '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sqs:*","Resource":"*"}}';
const NO_DELETE =
  '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"s3:DeleteBucket","Resource":"*"}}';
const consoleTest = openConsole(`
accounts:
  - id: "${ACCOUNT}"
    alias: nordwind-people
    groups: [{ name: Developers, policies: ["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"] }]
    users:
      - { name: ana, password: "${PASSWORD}", policies: ["arn:aws:iam::aws:policy/AdministratorAccess"] }
      - { name: bob, password: "${PASSWORD}" }
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

function rowOf({ page }: ConsoleTest, { there }: RegionTable) {
  return page.locator("#content").getByText(there).first();
}

async function waitFor(given: ConsoleTest, table: RegionTable): Promise<void> {
  const { page, open, guard } = given;
  const { operation, what, loading = `Loading ${what}`, path } = table;
  const route = await holdRoute(page, `/api/${operation}`);
  route.hold();
  await open(path);
  await page.getByText(loading).first().waitFor();
  route.release();
  await rowOf(given, table).waitFor();

  guard.expect(/500/);
  route.hold();
  await open(path);
  await route.held();
  route.release({ status: 500, body: { error: failed } });
  const content = page.locator("#content");
  await content.getByText(`The ${what} could not be read.`).waitFor();
  await content.getByText("It failed. Request 3f2c").first().waitFor();
  await content.getByRole("button", { name: "Try again" }).first().click();
  await rowOf(given, table).waitFor();
  assert.equal(await content.getByText(`The ${what} could not be read.`).count(), 0);
}

async function loseServer(given: ConsoleTest, table: RegionTable): Promise<void> {
  const { page, open, guard } = given;
  guard.expect(/ERR_/);
  const path = `**/console/api/${table.operation}`;
  await page.route(path, (route) => route.abort("connectionrefused"));
  await open(table.path);
  const bar = page.getByText(/^Rolecall does not answer\. Nothing is lost; trying again in \d+ s\.$/);
  await bar.waitFor();
  await page.unroute(path);
  await rowOf(given, table).waitFor();
  await bar.waitFor({ state: "detached" });
}
