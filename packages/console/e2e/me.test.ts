import assert from "node:assert/strict";
import { openConsole } from "./harness/console-test.ts";
import { judgeAccessibility } from "./harness/judge-accessibility.ts";
import { lookEverywhere } from "./harness/look-everywhere.ts";
import { PEOPLE_SEED } from "./harness/people-seed.ts";
import { ACCOUNT, as, PASSWORD, signIn } from "./harness/sign-in.ts";
import { ChangeDialogPage } from "./pages/change-dialog.ts";
import { UserPageObject } from "./pages/user-page.ts";

const consoleTest = openConsole(PEOPLE_SEED);

for (const { colorScheme, width } of [
  { colorScheme: "light", width: 1440 },
  { colorScheme: "dark", width: 375 },
] as const)
  consoleTest(
    `one's own credentials are shown, ${colorScheme}, ${width} px`,
    async (given) => {
      const { open, page, screenshot } = given;
      await signIn(given, as("mia"));
      await open("/me");
      await page.getByText("This one").waitFor();
      await page.getByText("No MFA device.", { exact: false }).waitFor();
      assert.deepEqual(await judgeAccessibility(page), []);
      await screenshot(`me-${colorScheme}-${width}`);
    },
    { colorScheme, width },
  );

consoleTest("a user assigns an authenticator app; what is not proved is taken away", async (given) => {
  const { open, page, guard, screenshot } = given;
  guard.expect(/40[03]/);
  await signIn(given, as("ana"));
  const dialog = new ChangeDialogPage(page);
  await open("/me");
  await page.getByRole("button", { name: "Assign MFA device" }).click();
  await dialog.dialog.getByRole("button", { name: "Next", exact: true }).click();
  await dialog.dialog.getByRole("img", { name: "QR code of the secret" }).waitFor();
  await screenshot("assign-authenticator");
  assert.deepEqual(await judgeAccessibility(page), []);
  await dialog.dialog.getByRole("textbox", { name: "First code" }).fill("000000");
  await dialog.dialog.getByRole("textbox", { name: "Next code, half a minute later" }).fill("000001");
  await dialog.dialog.getByRole("button", { name: "Assign", exact: true }).click();
  await dialog.dialog.getByText("The device was not assigned.").waitFor();
  await dialog.dialog.getByRole("button", { name: "Cancel" }).click();
  // Its name is free again.
  await page.getByRole("button", { name: "Assign MFA device" }).click();
  await dialog.dialog.getByRole("button", { name: "Next", exact: true }).click();
  await dialog.dialog.getByRole("img", { name: "QR code of the secret" }).waitFor();
});

consoleTest("another session of one's own is ended", async (given) => {
  const { open, page, context } = given;
  await signIn(given, as("ana"));
  await context.clearCookies();
  await signIn(given, as("ana"));
  const me = new UserPageObject(page);
  await open("/me");
  const others = me.table("Sessions").getByRole("button", { name: /^End/ });
  await others.first().waitFor();
  const before = await others.count();
  await others.first().click();
  await others.nth(before - 1).waitFor({ state: "detached" });
  await page.getByText("This one").waitFor();
});

consoleTest("a password is changed, with the rules ticked while it is typed", async (given) => {
  const { open, page, guard, screenshot } = given;
  // The account has no password policy, which IAM says by an error.
  guard.expect(/40[14]/);
  await signIn(given, as("mia"));
  const dialog = new ChangeDialogPage(page);
  await open("/me");
  await page.getByRole("button", { name: "Change password" }).click();
  const { dialog: open2 } = dialog;
  await open2.getByLabel("Old password").fill(PASSWORD);
  await open2.getByLabel("New password", { exact: true }).fill("abc");
  await open2.getByText("At least 8 characters: not kept yet").waitFor();
  await open2.getByLabel("New password", { exact: true }).fill("Another-Horse-2");
  await open2.getByText("At least 8 characters: kept").waitFor();
  await open2.getByLabel("New password again").fill("Another-Horse-2");
  await screenshot("change-password");
  assert.ok(!(await dialog.commands()).includes("Horse"));
  await open2.getByRole("button", { name: "Change password", exact: true }).click();
  // What was begun with the old password is over.
  await page.getByText(/^Your session ended at/).waitFor();
  await signIn(given, { ...as("mia"), password: "Another-Horse-2" });
});

consoleTest(
  "root sees its keys, makes one behind a warning, deletes it, and changes its password",
  async (given) => {
    const { open, page, guard } = given;
    const email = `root@${ACCOUNT}.example`;
    guard.expect(/401/);
    await signIn(given, { email, password: PASSWORD });
    await open("/me");
    await page.getByText("No access key. The root user needs none", { exact: false }).waitFor();
    await page.getByText("This one").waitFor();
    await lookEverywhere(given, "me-root");
    await page.getByRole("link", { name: "Create access key" }).first().click();
    await page.getByText("Access keys of the root user are not recommended").waitFor();
    const create = page.getByRole("button", { name: "Create access key", exact: true });
    assert.equal(await create.getAttribute("aria-disabled"), "true");
    await page.getByRole("checkbox", { name: /^I understand/ }).check();
    await lookEverywhere(given, "create-root-key");
    await create.click();
    await page.getByText("The secret is shown only now.", { exact: false }).first().waitFor();
    await page.getByRole("link", { name: "Done" }).click();
    await page.getByRole("button", { name: "Leave", exact: true }).click();
    const me = new UserPageObject(page);
    const keys = me.table("Access keys");
    const { dialog } = new ChangeDialogPage(page);
    await keys.getByRole("button", { name: /^Deactivate/ }).click();
    await dialog.getByRole("button", { name: "Deactivate", exact: true }).click();
    await keys.getByText("Inactive").waitFor();
    await keys.getByRole("button", { name: /^Delete/ }).click();
    await dialog.getByRole("button", { name: "Delete", exact: true }).click();
    await page.getByText("No access key. The root user needs none", { exact: false }).waitFor();

    await page.getByRole("button", { name: "Change password" }).click();
    await dialog.getByLabel("Old password").fill(PASSWORD);
    await dialog.getByLabel("New password", { exact: true }).fill("Roots-Horse-2");
    await dialog.getByLabel("New password again").fill("Roots-Horse-2");
    await dialog.getByRole("button", { name: "Change password", exact: true }).click();
    await page.getByText(/^Your session ended at/).waitFor();
    await signIn(given, { email, password: "Roots-Horse-2" });
  },
);
