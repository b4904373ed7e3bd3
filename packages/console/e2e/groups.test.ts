import assert from "node:assert/strict";
import { openConsole } from "./harness/console-test.ts";
import { judgeAccessibility } from "./harness/judge-accessibility.ts";
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
    `groups and a group are shown, ${colorScheme}, ${width} px`,
    async (given) => {
      const { open, page, screenshot } = given;
      await signIn(given, as("ana"));
      await open("/iam/groups");
      await page.getByRole("link", { name: LONG_NAME }).waitFor();
      await page.getByText("AmazonS3ReadOnlyAccess + 1").waitFor();
      assert.deepEqual(await judgeAccessibility(page), []);
      await screenshot(`groups-${colorScheme}-${width}`);
      await page.getByRole("link", { name: "Developers" }).click();
      await page.getByRole("link", { name: "carl" }).waitFor();
      assert.deepEqual(await judgeAccessibility(page), []);
      await screenshot(`group-${colorScheme}-${width}`);
    },
    { colorScheme, width },
  );

consoleTest("who may not list groups sees why, in place", async (given) => {
  const { open, page, guard } = given;
  guard.expect(/40[03]/);
  await signIn(given, as("bob"));
  await open("/iam/groups");
  await page.getByText(/is not authorized to perform: iam:ListGroups/).waitFor();
  await page.getByRole("link", { name: "Why?", exact: true }).first().waitFor();
});

consoleTest("what a group's users lose is told before its policies are taken away", async (given) => {
  const { open, page } = given;
  await signIn(given, as("ana"));
  const group = new UserPageObject(page);
  const dialog = new ChangeDialogPage(page);
  await open("/iam/groups/Developers");
  await group.openTab("Permissions");
  const attached = group.row("Attached policies", "AmazonS3ReadOnlyAccess");
  await attached.getByRole("button", { name: "What changes? If AmazonS3ReadOnlyAccess is detached" }).click();
  // Of three users one has ReadOnlyAccess besides.
  await dialog.changes
    .getByText(/^2 users lose s3:/)
    .first()
    .waitFor();
  await dialog.dialog.getByRole("button", { name: "Cancel" }).click();
  await group.row("Inline policies", "Queues").getByRole("button", { name: "Delete Queues" }).click();
  await dialog.dialog.getByRole("button", { name: "What changes?" }).click();
  await dialog.changes
    .getByText(/^2 users lose sqs:/)
    .first()
    .waitFor();
  await dialog.dialog.getByRole("button", { name: "Cancel" }).click();
  await attached.waitFor();
});

consoleTest("a group is made, filled, emptied with a way back, and deleted", async (given) => {
  const { open, page, screenshot } = given;
  await signIn(given, as("ana"));
  const dialog = new ChangeDialogPage(page);
  const group = new UserPageObject(page);
  await open("/iam/groups/create");
  await page.getByLabel("Group name").fill("Testers");
  await page.getByRole("checkbox", { name: "bob" }).click();
  await page.getByRole("searchbox", { name: "Find policies" }).fill("AmazonSQSReadOnlyAccess");
  await page.getByRole("checkbox", { name: /AmazonSQSReadOnlyAccess/ }).click();
  await screenshot("create-group");
  await page.getByRole("button", { name: "Create group" }).click();
  await page.getByRole("heading", { level: 1, name: "Testers" }).waitFor();
  await page.getByText("The group Testers was created.").waitFor();

  const row = group.row("Users in this group", "bob");
  await row.getByRole("button", { name: "Remove bob" }).click();
  await row.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Undo" }).click();
  await row.waitFor();
  await group.openTab("Permissions");
  await group.row("Attached policies", "AmazonSQSReadOnlyAccess").waitFor();
  await page.getByRole("button", { name: "Attach policies" }).click();
  await dialog.dialog.getByRole("searchbox", { name: "Find policies" }).fill("AmazonSQSFullAccess");
  await dialog.dialog.getByRole("checkbox", { name: /AmazonSQSFullAccess/ }).click();
  await dialog.dialog.getByRole("button", { name: "What changes?" }).click();
  await dialog.dialog
    .getByText(/^1 user gains .*sqs:/)
    .first()
    .waitFor();
  await dialog.dialog.getByRole("button", { name: "Cancel" }).click();

  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await dialog.dialog.getByText("bob loses what the group allows, at once.").waitFor();
  await dialog.dialog.getByText("Detach AmazonSQSReadOnlyAccess").waitFor();
  await screenshot("group-deletion");
  await dialog.deleteByName("Testers");
  await page.getByText("The group Testers was deleted.").waitFor();
  await page.getByRole("link", { name: "Developers" }).waitFor();
  assert.equal(await page.getByRole("link", { name: "Testers" }).count(), 0);
});
