import assert from "node:assert/strict";
import { openConsole } from "./harness/console-test.ts";
import { SignInPage } from "./pages/sign-in-page.ts";

const PASSWORD = "Correct-horse-9-staple";
const TRUST_ANA = `
          Version: "2012-10-17"
          Statement: [{ Effect: Allow, Principal: { AWS: "arn:aws:iam::444455556666:user/ana" }, Action: "sts:AssumeRole" }]`;

const consoleTest = openConsole(`
accounts:
  - id: "444455556666"
    alias: nordwind-people
    users:
      - { name: ana, password: "${PASSWORD}", policies: ["arn:aws:iam::aws:policy/AdministratorAccess"] }
      - { name: bela, password: "${PASSWORD}" }
    roles:
      - name: PayrollAuditor
        policies: ["arn:aws:iam::aws:policy/IAMReadOnlyAccess"]
        trust:${TRUST_ANA}
`);

const signInAs = (user: string) => ({ account: "nordwind-people", user, password: PASSWORD });

consoleTest(
  "ana signs in, sees the users, becomes a role, goes back and signs out",
  async ({ open, page, guard, endpoint, screenshot }) => {
    // The role may not look at events: the dashboard says so in place. There is no organization: accounts are not suggested.
    guard.expect(/40[013]/);
    await open("/iam/users");
    await new SignInPage(page).signInAsUser(signInAs("ana"));
    await page.waitForURL(`${endpoint}/console/iam/users`);
    await page.getByText("bela", { exact: true }).waitFor();
    await page.getByText("ana IAM user").waitFor();

    await page.getByRole("link", { name: "Switch role" }).first().click();
    await page.getByLabel("Account ID or alias").fill("nordwind-people");
    await page.getByLabel("Role name").fill("PayrollAuditor");
    await page.locator("#content").getByRole("button", { name: "Switch role" }).click();
    await page.getByText("Role PayrollAuditor").waitFor();
    await screenshot("as-role");
    await page.locator(".rc-who").getByText("Back to ana").click();
    await page.getByText("ana IAM user").waitFor();

    await page.getByRole("button", { name: "ana", exact: true }).click();
    await page.getByRole("menuitem", { name: "Sign out", exact: true }).click();
    await page.getByRole("heading", { name: "Sign in", level: 1 }).waitFor();
  },
);

consoleTest("a switch that is refused says why, in AWS's words", async ({ open, page, guard }) => {
  guard.expect(/40[13]/);
  await open("/switchrole?account=444455556666&roleName=PayrollAuditor&displayName=Audit");
  await new SignInPage(page).signInAsUser(signInAs("bela"));
  await page.getByText("bela wants to become PayrollAuditor").waitFor();
  assert.equal(await page.getByLabel("Role name").inputValue(), "PayrollAuditor");
  await page.locator("#content").getByRole("button", { name: "Switch role" }).click();
  await page.getByText(/user\/bela is not authorized to perform: sts:AssumeRole/).waitFor();
});

consoleTest(
  "who may not list users sees the denial in place, with what explains it",
  async ({ open, page, guard }) => {
    guard.expect(/40[13]/);
    await open("/iam/users");
    await new SignInPage(page).signInAsUser(signInAs("bela"));
    await page.getByText(/user\/bela is not authorized to perform: iam:ListUsers/).waitFor();
    const why = page.locator("#content").getByRole("link", { name: "Why?" });
    assert.match((await why.getAttribute("href")) ?? "", /^\/console\/why\/e\/[0-9a-z]{25}$/);
  },
);

consoleTest("a wrong password is told in one sentence", async ({ open, page, guard }) => {
  guard.expect(/401/);
  await open("/signin");
  await new SignInPage(page).signInAsUser({ ...signInAs("ana"), password: "wrong" });
  await page.getByText("That account, user or password is not right.").waitFor();
});
