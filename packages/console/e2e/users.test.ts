import assert from "node:assert/strict";
import { openConsole } from "./harness/console-test.ts";
import { judgeAccessibility } from "./harness/judge-accessibility.ts";
import { lookEverywhere } from "./harness/look-everywhere.ts";
import { LONG_NAME, PEOPLE_SEED } from "./harness/people-seed.ts";
import { as, signIn } from "./harness/sign-in.ts";
import { ChangeDialogPage } from "./pages/change-dialog.ts";
import { UserPageObject } from "./pages/user-page.ts";

const consoleTest = openConsole(PEOPLE_SEED);

for (const { colorScheme, width } of [
  { colorScheme: "light", width: 1440 },
  { colorScheme: "dark", width: 375 },
] as const)
  consoleTest(
    `users and a user are shown, ${colorScheme}, ${width} px`,
    async (given) => {
      const { open, page, screenshot } = given;
      await signIn(given, as("ana"));
      await open("/iam/users");
      await page.getByRole("link", { name: LONG_NAME }).waitFor();
      await page.getByText("AKIACARLCARLCARLCARL (active)").waitFor();
      assert.deepEqual(await judgeAccessibility(page), []);
      await screenshot(`users-${colorScheme}-${width}`);
      assert.ok(await fitsSideways(page), "the page scrolls sideways");

      const user = new UserPageObject(page);
      await open(`/iam/users/${LONG_NAME}`);
      await user.row("Policies by group", "AmazonS3ReadOnlyAccess").waitFor();
      await page.getByRole("button", { name: "Show AmazonS3ReadOnlyAccess" }).click();
      await page.getByText(/everything in S3/i).waitFor();
      assert.deepEqual(await judgeAccessibility(page), []);
      await screenshot(`user-permissions-${colorScheme}-${width}`);
      assert.ok(await fitsSideways(page), "the page scrolls sideways");
      await open("/iam/users/dora?tab=credentials");
      await user.row("Access keys", "AKIADORADORADORADORA").waitFor();
      assert.deepEqual(await judgeAccessibility(page), []);
      await screenshot(`user-credentials-${colorScheme}-${width}`);
    },
    { colorScheme, width },
  );

consoleTest("who may not list users sees why, in place", async (given) => {
  const { open, page, guard, screenshot } = given;
  guard.expect(/403/);
  await signIn(given, as("bob"));
  await open("/iam/users");
  await page.getByText(/is not authorized to perform: iam:ListUsers/).waitFor();
  await page.getByRole("link", { name: "Why?", exact: true }).first().waitFor();
  await page.getByRole("heading", { level: 1, name: "Users" }).waitFor();
  await screenshot("users-denied");
  await open("/iam/users/carl");
  await page.getByText(/is not authorized to perform: iam:GetUser/).waitFor();
});

consoleTest("columns that a reader may not see have a lock, and no cell looks empty", async (given) => {
  const { open, page } = given;
  await signIn(given, as("lena"));
  await open("/iam/users");
  await page.getByRole("link", { name: "carl" }).waitFor();
  await page.getByText("Not readable by you: iam:ListMFADevices").first().waitFor({ state: "attached" });
  assert.equal(await page.getByText("AKIACARLCARLCARLCARL").count(), 0);
});

consoleTest("a user that is not there is told as gone", async (given) => {
  const { open, page, guard } = given;
  guard.expect(/404/);
  await signIn(given, as("ana"));
  await open("/iam/users/nobody");
  await page.getByText("There is no user nobody in nordwind-people").waitFor();
});

consoleTest("policies are attached, and detached with a way back", async (given) => {
  const { open, page } = given;
  await signIn(given, as("ana"));
  const user = new UserPageObject(page);
  const dialog = new ChangeDialogPage(page);
  await open("/iam/users/carl");
  await page.getByRole("button", { name: "Attach policies" }).click();
  await dialog.dialog.getByRole("searchbox", { name: "Find policies" }).fill("AmazonSQSFullAccess");
  await dialog.dialog.getByRole("checkbox", { name: /AmazonSQSFullAccess/ }).click();
  assert.match(
    await dialog.commands(),
    /^aws iam attach-user-policy \\\n {4}--user-name carl \\\n {4}--policy-arn arn:aws:iam::aws:policy\/AmazonSQSFullAccess$/,
  );
  await dialog.dialog.getByRole("button", { name: "What changes?" }).click();
  // His group lets him do all that with queues already.
  await dialog.dialog.getByText("Nobody gains or loses anything.").waitFor();
  await dialog.confirm("Attach policy");
  const row = user.row("Attached policies", "AmazonSQSFullAccess");
  await row.waitFor();
  await row.getByRole("button", { name: "Detach AmazonSQSFullAccess" }).click();
  await row.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Undo" }).click();
  await row.waitFor();
});

consoleTest("what goes with a policy is told before it is detached, or deleted", async (given) => {
  const { open, page } = given;
  await signIn(given, as("ana"));
  const user = new UserPageObject(page);
  const dialog = new ChangeDialogPage(page);
  await open("/iam/users/dora");
  const row = user.row("Attached policies", "ReadOnlyAccess");
  await row.getByRole("button", { name: "What changes? If ReadOnlyAccess is detached" }).click();
  await dialog.changes
    .getByText(/^1 user loses /)
    .first()
    .waitFor();
  assert.equal(await dialog.changes.getByText(/ gains /).count(), 0);
  // Her group lets her read what is in S3 without it.
  assert.equal(await dialog.changes.getByText(/loses .*s3:GetObject\b/).count(), 0);
  await lookEverywhere(given, "user-what-detaching-changes");
  assert.match(await dialog.commands(), /^aws iam detach-user-policy /);
  await dialog.confirm("Detach");
  await row.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Undo" }).click();
  await row.waitFor();

  await open("/iam/users/lena");
  const inline = user.row("Inline policies", "List");
  await inline.getByRole("button", { name: "Delete List" }).click();
  await dialog.dialog.getByRole("button", { name: "What changes?" }).click();
  await dialog.changes.getByText("1 user loses iam:ListUsers.").waitFor();
  await dialog.confirm("Delete");
  await inline.waitFor({ state: "detached" });
});

consoleTest("tags and groups of a user are changed", async (given) => {
  const { open, page } = given;
  await signIn(given, as("ana"));
  const user = new UserPageObject(page);
  const dialog = new ChangeDialogPage(page);
  await open("/iam/users/carl?tab=tags");
  await user.row("Tags", "team").waitFor();
  await page.getByRole("button", { name: "Manage tags" }).click();
  await dialog.dialog.getByRole("combobox").nth(1).fill("platform");
  await dialog.confirm("Save changes");
  await user.row("Tags", "platform").waitFor();
  await user.openTab("Groups");
  await page.getByRole("button", { name: "Add to groups" }).click();
  await dialog.dialog.getByRole("checkbox", { name: "Empty" }).click();
  await dialog.confirm("Add to groups");
  await user.row("Groups", "Empty").waitFor();
  await page.getByRole("button", { name: "Remove from Empty" }).click();
  await user.row("Groups", "Empty").waitFor({ state: "detached" });
});

consoleTest("a user is deleted with its parts, after its name was typed", async (given) => {
  const { open, page, screenshot } = given;
  await signIn(given, as("ana"));
  const dialog = new ChangeDialogPage(page);
  await open("/iam/users/dora");
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await dialog.dialog
    .getByText(/The access key AKIADORADORADORADORA \(active\) stops working: never used/)
    .waitFor();
  await dialog.dialog.getByText("Delete the user dora").waitFor();
  await screenshot("user-deletion");
  assert.equal(await dialog.dialog.getByRole("button", { name: "Delete", exact: true }).isDisabled(), true);
  await dialog.deleteByName("dora");
  await page.getByRole("heading", { level: 1, name: /^Users/ }).waitFor();
  await page.getByText("The user dora was deleted.").waitFor();
  await page.getByRole("link", { name: "carl" }).waitFor();
  assert.equal(await page.getByRole("link", { name: "dora" }).count(), 0);
});

async function fitsSideways(page: import("playwright-core").Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
}
