import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { openConsole } from "./harness/console-test.ts";
import { lookEverywhere } from "./harness/look-everywhere.ts";
import { ROLES_SEED } from "./harness/roles-seed.ts";
import { as, signIn } from "./harness/sign-in.ts";

const consoleTest = openConsole(ROLES_SEED);

/** Another document in place of the one that stands in the editor. */
async function rewrite(page: Page, label: string, document: object | string): Promise<void> {
  const editor = page.getByRole("textbox", { name: label, exact: true });
  await editor.click();
  await page.keyboard.press("ControlOrMeta+a");
  const text = typeof document === "string" ? document : JSON.stringify(document, undefined, 2);
  await page.keyboard.insertText(text);
}

/** Without an external id. */
const PARTNER = "arn:aws:iam::987654321098:root";

const trusting = (Principal: object | string) => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal, Action: "sts:AssumeRole" }],
});
const allowing = (Action: string) => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action, Resource: "*" }],
});

consoleTest(
  "a trust policy is written in the editor: findings by line, none is saved with errors",
  async (given) => {
    const { open, page } = given;
    await signIn(given, as("ana"));
    await open("/iam/roles/Reports?tab=trust");
    await page.getByRole("button", { name: "Edit trust policy" }).click();
    const dialog = page.getByRole("dialog");
    await rewrite(page, "Trust policy", { ...trusting("*"), Statement: { Effect: "Perhaps" } });
    await dialog.getByRole("tab", { name: /^Errors \([1-9]/ }).waitFor();
    await dialog
      .getByRole("button", { name: /^Line \d+$/ })
      .first()
      .click();
    assert.ok(await dialog.getByRole("button", { name: "Save changes" }).isDisabled());
    await rewrite(page, "Trust policy", trusting({ AWS: PARTNER }));
    await dialog.getByRole("tab", { name: /^Security \([1-9]/ }).waitFor();
    await lookEverywhere(given, "edit-trust");
    await rewrite(page, "Trust policy", trusting({ Service: "lambda.amazonaws.com" }));
    await dialog.getByText("No findings").waitFor();
    await dialog.getByRole("button", { name: "Save changes" }).click();
    await page.getByText("The trust policy of Reports was changed.").first().waitFor();
    await page
      .getByText(/AWS Lambda|Lambda/)
      .first()
      .waitFor();
  },
);

consoleTest("an inline policy of a role and one of a user are written in the editor", async (given) => {
  const { open, page } = given;
  await signIn(given, as("ana"));
  await open("/iam/roles/Reports");
  await page.getByRole("button", { name: "Create inline policy" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Policy name").fill("Queue");
  await rewrite(page, "Policy document", allowing("sqs:SendMessage"));
  await dialog.getByText("No findings").waitFor();
  await dialog.getByRole("button", { name: "Create policy" }).click();
  await page.getByText("Inline policy Queue was saved.").first().waitFor();
  await open("/iam/users/bob");
  await page.getByRole("button", { name: "Create inline policy" }).click();
  await dialog.getByLabel("Policy name").fill("Own");
  await rewrite(page, "Policy document", '{ "Version": "2012-10-17" }');
  await dialog.getByRole("tab", { name: /^Errors \([1-9]/ }).waitFor();
  assert.ok(await dialog.getByRole("button", { name: "Create policy" }).isDisabled());
  await rewrite(page, "Policy document", allowing("sqs:ReceiveMessage"));
  await dialog
    .getByText(/Receive|Allows|May/)
    .first()
    .waitFor();
  await dialog.getByRole("button", { name: "Create policy" }).click();
  await page.getByText("The inline policy Own of bob was written.").first().waitFor();
});

consoleTest("the wizard's custom trust policy is judged by line while it is written", async (given) => {
  const { open, page } = given;
  await signIn(given, as("ana"));
  await open("/iam/roles/create");
  await page.getByRole("radio", { name: /Custom trust policy/ }).click();
  await rewrite(page, "Trust policy", trusting({ AWS: PARTNER }));
  await page.getByRole("tab", { name: /^Security \([1-9]/ }).waitFor();
});
