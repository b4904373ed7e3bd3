import assert from "node:assert/strict";
import { PAGES } from "../src/app/pages.ts";
import { type ConsoleTest, openConsole } from "./harness/console-test.ts";
import { ACCOUNT, as, PASSWORD, signIn } from "./harness/sign-in.ts";

const ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";
const TRUST = `{ Version: "2012-10-17", Statement: { Effect: Allow, Principal: { Service: ec2.amazonaws.com }, Action: sts:AssumeRole } }`;
const consoleTest = openConsole(`
accounts:
  - id: "${ACCOUNT}"
    groups: [{ name: Admins }]
    roles: [{ name: Reader, trust: ${TRUST} }]
    users:
      - { name: ana, password: "${PASSWORD}", policies: ["${ADMINISTRATOR}"], groups: [Admins] }
      - { name: bob, password: "${PASSWORD}" }
organization:
  managementAccount: "${ACCOUNT}"
`);

const NAMES: Readonly<Record<string, string>> = {
  userName: "ana",
  groupName: "Admins",
  roleName: "Reader",
  policyArn: ADMINISTRATOR,
  policyId: "p-FullAWSAccess",
  accountId: ACCOUNT,
};

/** Opens a page until its answers came with it: where a machine is busy, the server does not wait for them. */
async function openAnswered({ page, endpoint }: ConsoleTest, asked: string[], path: string): Promise<void> {
  for (let tries = 0; tries < 20; tries++) {
    asked.length = 0;
    const answer = await page.goto(`${endpoint}/console${path}`);
    if (/id="rc-first">.*"call":/.test((await answer?.text()) ?? "")) return;
  }
  assert.fail(`${path} never held its answers`);
}

consoleTest("no page asks for what its row says that the server answers within the page", async (given) => {
  const { page } = given;
  await signIn(given, as("ana"));
  const asked: string[] = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (!pathname.includes("/assets/")) asked.push(`${pathname} ${request.postData() ?? ""}`);
  });
  const pages = PAGES.flatMap(({ path, first }) => (first === undefined ? [] : [{ path, first }]));
  assert.ok(pages.length >= 8);
  for (const { path, first } of pages) {
    await openAnswered(
      given,
      asked,
      path.replace(/:(\w+)/g, (_whole, name: string) => encodeURIComponent(NAMES[name] ?? "")),
    );
    await page.locator("#content h1").waitFor();
    await page.waitForLoadState("networkidle");
    const input = JSON.stringify(first.input).replace(
      /":(\w+)"/g,
      (_whole, name: string) => `"${NAMES[name]}"`,
    );
    const answered = [`/console/api/${first.service}/${first.operation} ${input}`, "/console/session "];
    assert.deepEqual(
      asked.filter((each) => answered.includes(each)),
      [],
      path,
    );
  }
});

consoleTest(
  "a table whose address says more asks by itself, and so does a page that is read again",
  async (given) => {
    const { page, open } = given;
    await signIn(given, as("ana"));
    await open("/iam/users");
    await page.getByText("bob", { exact: true }).waitFor();
    const answered = page.waitForResponse(/SearchUsers/);
    await page.getByRole("button", { name: "Read again" }).click();
    assert.equal((await answered).status(), 200);
    const filtered = page.waitForResponse(/SearchUsers/);
    await open("/iam/users?q=bo");
    assert.equal((await filtered).status(), 200);
  },
);

consoleTest("a denial comes within the page too, stands in place, and is asked for once", async (given) => {
  const { page, guard } = given;
  await signIn(given, as("bob"));
  const asked: string[] = [];
  page.on("request", (request) => void asked.push(request.url()));
  await openAnswered(given, asked, "/iam/users");
  await page.getByText(/not authorized to perform: iam:ListUsers/).waitFor();
  assert.deepEqual(
    asked.filter((url) => url.endsWith("/SearchUsers")),
    [],
  );
  guard.expect(/403/);
  const again = page.waitForResponse(/SearchUsers/);
  await page.getByRole("button", { name: "Read again" }).click();
  assert.equal((await again).status(), 403);
});
