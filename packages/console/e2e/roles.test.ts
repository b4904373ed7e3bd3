import assert from "node:assert/strict";
import { callAs } from "./harness/call-as.ts";
import { openConsole } from "./harness/console-test.ts";
import { judgeAccessibility } from "./harness/judge-accessibility.ts";
import { lookEverywhere } from "./harness/look-everywhere.ts";
import { LONG_NAME, ROLES_SEED } from "./harness/roles-seed.ts";
import { ACCOUNT, as, signIn } from "./harness/sign-in.ts";

const consoleTest = openConsole(ROLES_SEED);

for (const colorScheme of ["light", "dark"] as const)
  for (const width of [1440, 375])
    consoleTest(
      `roles are listed with whom they trust, and one is shown, ${colorScheme}, ${width} px`,
      async ({ open, page, context, endpoint, screenshot }) => {
        await signIn({ context, endpoint }, as("ana"));
        await open("/iam/roles");
        const row = page.getByRole("row").filter({ hasText: "PartnerLogistik" });
        await row.getByText("Foreign, no external ID").waitFor();
        await row.getByText("no external ID", { exact: true }).waitFor();
        assert.equal(await page.getByText(LONG_NAME).first().isVisible(), true);
        assert.deepEqual(await judgeAccessibility(page), []);
        await screenshot(`roles-${colorScheme}-${width}`);
        await open("/iam/roles/DeployPipeline?tab=trust");
        await page.getByText("branch main of nordwind/shop").waitFor();
        await page.getByText("No findings").waitFor();
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        assert.ok(overflow <= 0, `scrolls sideways by ${overflow} px`);
        assert.deepEqual(await judgeAccessibility(page), []);
        await screenshot(`role-${colorScheme}-${width}`);
      },
      { colorScheme, width },
    );

consoleTest(
  "a policy is detached at once and given back by Undo",
  async ({ open, page, context, endpoint, screenshot }) => {
    await signIn({ context, endpoint }, as("ana"));
    await open("/iam/roles/Reports");
    await page.getByRole("tab", { name: "Permissions (2)" }).waitFor();
    await page.getByRole("button", { name: "AmazonS3ReadOnlyAccess" }).click();
    await page.getByText("Read everything in S3").first().waitFor();
    assert.deepEqual(await judgeAccessibility(page), []);
    await screenshot("role-permissions");
    await page.getByRole("button", { name: "What changes if AmazonS3ReadOnlyAccess is detached?" }).click();
    const changes = page.getByRole("region", { name: "What changes?" });
    await changes
      .getByText(/^1 role loses s3:/)
      .first()
      .waitFor();
    await page.getByRole("button", { name: "Detach AmazonS3ReadOnlyAccess" }).click();
    await page.getByRole("tab", { name: "Permissions (1)" }).waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByRole("tab", { name: "Permissions (2)" }).waitFor();
    await page.getByRole("button", { name: /^Own\b/ }).click();
    await page.getByRole("button", { name: "What changes if Own is deleted?" }).click();
    await changes.getByText("1 role loses sqs:SendMessage.").waitFor();
    await page.getByRole("button", { name: "Delete Own" }).click();
    await page.getByRole("tab", { name: "Permissions (1)" }).waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByRole("tab", { name: "Permissions (2)" }).waitFor();
  },
);

consoleTest(
  "older sessions are revoked by AWS's policy, which is shown first",
  async ({ open, page, context, endpoint, screenshot }) => {
    await signIn({ context, endpoint }, as("ana"));
    await open("/iam/roles/BackupRunner?tab=sessions");
    await page.getByRole("button", { name: "Revoke all older sessions" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("aws:TokenIssueTime").waitFor();
    await screenshot("role-revoke");
    await dialog.getByRole("button", { name: "Revoke all older sessions" }).click();
    await page.getByText(/Sessions of BackupRunner begun before .* may do nothing any more/).waitFor();
    await page.getByRole("tab", { name: "Permissions (2)" }).waitFor();
  },
);

consoleTest(
  "a role is deleted after what ends with it was said and its name was typed; who deleted it is told where it was",
  async ({ open, page, context, endpoint, guard, screenshot }) => {
    await signIn({ context, endpoint }, as("ana"));
    await open(`/iam/roles/${LONG_NAME}`);
    await page.getByRole("button", { name: "Actions" }).click();
    await page.getByRole("menuitem", { name: "Delete" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("Detached: AmazonS3ReadOnlyAccess").waitFor();
    await screenshot("role-delete");
    const remove = dialog.getByRole("button", { name: "Delete", exact: true });
    assert.equal(await remove.isDisabled(), true);
    await dialog.getByRole("textbox").and(page.locator(":focus")).waitFor();
    await page.keyboard.type(LONG_NAME);
    await page.keyboard.press("Enter");
    await page.getByText(`Role ${LONG_NAME} was deleted.`).waitFor();
    await page.getByRole("heading", { name: /^Roles/, level: 1 }).waitFor();
    guard.expect(/404/);
    await open(`/iam/roles/${LONG_NAME}`);
    await page.getByText(/^It was deleted by ana .*, says the audit log\.$/).waitFor();
  },
);

consoleTest(
  "who may not list roles is told so in place; who asks for none that there is, too",
  async ({ open, page, context, endpoint, guard, screenshot }) => {
    guard.expect(/40[034]/);
    await signIn({ context, endpoint }, as("bob"));
    await open("/iam/roles");
    await page.getByText("is not authorized to perform: iam:ListRoles").waitFor();
    await page.getByRole("link", { name: "Why?" }).last().waitFor();
    await screenshot("roles-denied");
    await signIn({ context, endpoint }, as("ana"));
    await open("/iam/roles/nobody");
    await page.getByText("There is no role nobody").waitFor();
  },
);

consoleTest("tags of a role are changed, and who was refused it is listed", async (given) => {
  const { open, page } = given;
  const bob = await callAs(given, as("bob"));
  const RoleArn = `arn:aws:iam::${ACCOUNT}:role/Reports`;
  await assert.rejects(bob("sts/AssumeRole", { RoleArn, RoleSessionName: "night-shift" }));
  await signIn(given, as("ana"));
  await open("/iam/roles/Reports?tab=sessions");
  const row = page
    .getByRole("table", { name: "Recent sessions" })
    .getByRole("row")
    .filter({ hasText: "night-shift" });
  await row.getByText("bob", { exact: true }).waitFor();
  await row.getByText("Denied", { exact: true }).waitFor();
  await lookEverywhere(given, "role-sessions");
  await open("/iam/roles/Reports?tab=tags");
  await page.getByRole("button", { name: "Manage tags" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: /^Add/ }).click();
  await dialog.getByRole("combobox").nth(0).fill("team");
  await dialog.getByRole("combobox").nth(1).fill("web");
  await dialog.getByRole("button", { name: "Save changes" }).click();
  await page.getByRole("table", { name: "Tags" }).getByText("web").waitFor();
  await page.getByRole("tab", { name: "Tags (1)" }).waitFor();
});
