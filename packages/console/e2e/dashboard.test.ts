import assert from "node:assert/strict";
import { openConsole } from "./harness/console-test.ts";
import { judgeAccessibility } from "./harness/judge-accessibility.ts";
import { as, PASSWORD, signIn } from "./harness/sign-in.ts";

const ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";
const consoleTest = openConsole(`
accounts:
  - id: "444455556666"
    alias: nordwind-people
    users:
      - { name: ana, password: ${PASSWORD}, policies: ["${ADMINISTRATOR}"] }
      - { name: bob, password: ${PASSWORD} }
`);

for (const colorScheme of ["light", "dark"] as const)
  consoleTest(
    `the dashboard says what wants attention, and leads there, ${colorScheme}`,
    async (given) => {
      const { open, page, screenshot } = given;
      await signIn(given, as("ana"));
      await open("/iam");
      await page.getByText("2 users with a password have no MFA").first().waitFor();
      assert.deepEqual(await judgeAccessibility(page), []);
      await screenshot(`dashboard-${colorScheme}`);
      await page.getByRole("link", { name: "Show 2 users with a password have no MFA" }).click();
      await page.getByRole("heading", { name: /^Users/, level: 1 }).waitFor();
      await page.getByRole("link", { name: "bob" }).waitFor();
    },
    { colorScheme },
  );

consoleTest(
  "the policies of AWS and of the account are a table that says what each allows",
  async (given) => {
    const { open, page, screenshot } = given;
    await signIn(given, as("ana"));
    await open("/iam/policies?q=AmazonS3ReadOnlyAccess");
    await page.getByRole("link", { name: "AmazonS3ReadOnlyAccess" }).waitFor();
    await page.getByText(/read/i).first().waitFor();
    assert.deepEqual(await judgeAccessibility(page), []);
    await screenshot("policies");
  },
);

consoleTest("who may read nothing of the account is told so part by part", async (given) => {
  const { open, page, guard } = given;
  guard.expect(/40[03]/);
  await signIn(given, as("bob"));
  await open("/iam");
  await page
    .getByText(/not authorized to perform: iam:GetAccountSummary/)
    .first()
    .waitFor();
  await page.getByRole("heading", { name: "This account" }).waitFor();
});
