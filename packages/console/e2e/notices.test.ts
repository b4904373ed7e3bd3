import assert from "node:assert/strict";
import { openConsole } from "./harness/console-test.ts";
import { judgeAccessibility } from "./harness/judge-accessibility.ts";
import { ACCOUNT, as, PASSWORD, signIn } from "./harness/sign-in.ts";
import { standInForSession } from "./harness/signed-in.ts";
import { answerRoute } from "./harness/stand-in-routes.ts";
import { SignInPage } from "./pages/sign-in-page.ts";

const MEMBER = "111122223333";
const ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";
const consoleTest = openConsole(`
accounts:
  - id: "${ACCOUNT}"
    alias: nordwind-people
    rootPassword: "${PASSWORD}"
    users:
      - { name: ana, password: "${PASSWORD}", policies: [${ADMINISTRATOR}] }
      - { name: bob, password: "${PASSWORD}" }
  - { id: "${MEMBER}", name: nordwind-payroll, alias: nordwind-payroll }
organization:
  managementAccount: "${ACCOUNT}"
  root:
    accounts: ["${MEMBER}"]
`);

consoleTest("the bell tells what an account should know, each dismissed on its own", async (given) => {
  const { open, page, guard, screenshot } = given;
  guard.expect(/401/);
  await open("/signin?redirect=%2Fconsole%2Flearn");
  await new SignInPage(page).signInAsUser(as("ana"));
  const bell = page.getByRole("button", { name: /^Notices/ });
  await page.getByRole("button", { name: "Notices, 2 new" }).click();
  const dialog = page.getByRole("dialog", { name: "Notices" });
  const ofRoot = dialog
    .getByRole("listitem")
    .filter({ hasText: "The root user of this account has no MFA device." });
  await ofRoot.waitFor();
  await dialog
    .getByText("You have no MFA device: the password alone lets in whoever learns it.")
    .first()
    .waitFor();
  await screenshot("notices");
  assert.deepEqual(await judgeAccessibility(page), []);
  await ofRoot.getByRole("button", { name: /^Dismiss/ }).click();
  await ofRoot.waitFor({ state: "detached" });
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Notices, 1 new" }).waitFor();
  await page.reload();
  await bell.click();
  await dialog.getByRole("link", { name: "Security credentials" }).click();
  await page.locator("h1:focus", { hasText: "My security credentials" }).waitFor();
  assert.equal(await dialog.count(), 0);
});

consoleTest("what may not be read is not told, and that is said", async (given) => {
  const { open, page, guard } = given;
  guard.expect(/40[03]/);
  await signIn(given, as("bob"));
  await open("/learn");
  await page.getByRole("button", { name: "Notices" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Notices" });
  await dialog.getByText("Nothing to tell.").waitFor();
  await dialog
    .getByText(
      "Not readable by you: organizations:ListHandshakesForAccount, iam:GetAccountSummary, iam:ListAccessKeys, iam:ListMFADevices.",
    )
    .waitFor();
});

consoleTest(
  "five minutes before the end a notice counts down, and one signs in again over the page",
  async (given) => {
    const { open, page, guard, screenshot } = given;
    guard.expect(/401/);
    await standInForSession(page);
    await answerRoute(page, "GET", "/session", () => ({
      body: {
        identity: {
          kind: "user",
          name: "ana",
          arn: `arn:aws:iam::${ACCOUNT}:user/ana`,
          accountId: ACCOUNT,
          accountAlias: "nordwind-people",
          accountName: "nordwind-people",
          isMfa: false,
          sessionId: "s-1",
          signedInAt: new Date(Date.now() - 43_000_000).toISOString(),
          expiresAt: new Date(Date.now() + 240_000).toISOString(),
        },
        csrfToken: "csrf",
      },
    }));
    await answerRoute(page, "DELETE", "/session", () => ({ body: {} }));
    await open("/learn");
    const notice = page.getByText(
      /^Your session ends in 3:\d\d\. You sign in again over this page, and lose nothing\.$/,
    );
    await notice.waitFor();
    await screenshot("session-ends-soon");
    assert.deepEqual(await judgeAccessibility(page), []);
    await page.getByRole("button", { name: "Stay signed in" }).click();
    const over = page.getByRole("dialog", { name: "Your session ended" });
    await over.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await over.getByRole("button", { name: "Sign in", exact: true }).click();
    await over.waitFor({ state: "detached" });
    await notice.waitFor({ state: "detached" });
    await page.getByRole("heading", { name: "Learn", level: 1 }).waitFor();
  },
);

consoleTest("accounts of the organization are suggested, and a refusal leads to why", async (given) => {
  const { open, page, guard, screenshot } = given;
  guard.expect(/40[03]/);
  await signIn(given, as("ana"));
  await open("/switchrole");
  const account = page.getByRole("combobox", { name: "Account ID or alias" });
  await account.fill("pay");
  await page.getByRole("option", { name: new RegExp(MEMBER) }).click();
  assert.equal(await account.inputValue(), MEMBER);
  await page.getByLabel("Role name").fill("PayrollAuditor");
  const become = page.locator("#content").getByRole("button", { name: "Switch role" });
  await become.click();
  await page.getByText(/user\/ana is not authorized to perform: sts:AssumeRole on resource/).waitFor();
  const why = page.locator("#content").getByRole("link", { name: "Why?" });
  const [path = "", question = ""] = ((await why.getAttribute("href")) ?? "").split("#q=");
  assert.equal(path, "/console/why");
  assert.deepEqual(JSON.parse(decodeURIComponent(question)), {
    principal: `arn:aws:iam::${ACCOUNT}:user/ana`,
    action: "sts:AssumeRole",
    resource: `arn:aws:iam::${MEMBER}:role/PayrollAuditor`,
  });
  await page.getByText("You signed in without MFA", { exact: false }).waitFor();
  await screenshot("switch-role-refused");
  assert.deepEqual(await judgeAccessibility(page), []);
  // By another account's alias nothing of it is told.
  await account.fill("nordwind-payroll");
  await page.keyboard.press("Escape");
  await become.click();
  await page.getByText(/^You may not become that role: the account/).waitFor();
  assert.equal(await why.count(), 0);
});
