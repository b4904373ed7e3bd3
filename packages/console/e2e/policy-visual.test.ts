import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { openConsole } from "./harness/console-test.ts";
import { lookEverywhere } from "./harness/look-everywhere.ts";
import { as, PASSWORD, signIn } from "./harness/sign-in.ts";

const ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";
const consoleTest = openConsole(`
accounts:
  - id: "444455556666"
    alias: nordwind-people
    users:
      - { name: ana, password: ${PASSWORD}, policies: ["${ADMINISTRATOR}"] }
`);

/** As nobody lays it out; its second statement is for no kind of policy that parts can show. */
const ODD = `{ "Version":"2012-10-17",
   "Statement" :[{"Action": "s3:Get*" , "Effect":"Allow","Resource":[ "*"]},
 {"Sid":"Odd","Effect":"Deny","Action":["sqs:*",  "sns:*"],"Resource":"*","Principal":"*"}
 ]}`;

async function rewrite(page: Page, text: string): Promise<void> {
  await page.getByRole("textbox", { name: "Policy document" }).click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(text);
}

/** What stands in the editor. */
async function written(page: Page): Promise<string> {
  await page.getByRole("textbox", { name: "Policy document" }).waitFor();
  const lines = await page.locator(".cm-line").allTextContents();
  return lines.join("\n");
}

const toVisual = (page: Page) => page.getByRole("tab", { name: "Visual" }).click();
const toJson = (page: Page) => page.getByRole("tab", { name: "JSON" }).click();

consoleTest(
  "looking at the parts changes nothing; what they cannot show is read there, and stays",
  async (given) => {
    const { open, page } = given;
    await signIn(given, as("ana"));
    await open("/iam/policies/create");
    await rewrite(page, ODD);
    const before = await written(page);
    await toVisual(page);
    await page.getByText('It has "Principal".').waitFor();
    await page.getByText('"Sid":"Odd"').waitFor();
    await lookEverywhere(given, "policy-visual-odd");
    await page.setViewportSize({ width: 1440, height: 900 });
    await toJson(page);
    assert.equal(await written(page), before);
    // A change of the first statement leaves the second as it was written.
    await toVisual(page);
    await page
      .getByRole("radio", { name: "Deny" })
      .or(page.getByRole("button", { name: "Deny" }))
      .first()
      .click();
    await toJson(page);
    assert.equal(await written(page), before.replace('"Effect":"Allow"', '"Effect":"Deny"'));
    await toVisual(page);
    await page.getByRole("button", { name: "Edit as JSON" }).last().click();
    await page.locator(".cm-content:focus").waitFor();
    assert.equal(await page.getByRole("tab", { name: "JSON" }).getAttribute("aria-selected"), "true");
  },
);

consoleTest(
  "a policy is built of its parts: service, actions by level, a resource's ARN, a condition",
  async (given) => {
    const { open, page } = given;
    await signIn(given, as("ana"));
    await open("/iam/policies/create");
    await toVisual(page);
    await page.getByRole("button", { name: /Choose a service/ }).click();
    await page
      .getByRole("textbox", { name: "Find services" })
      .or(page.getByRole("combobox", { name: "Find services" }))
      .fill("Amazon S3");
    await page.getByRole("option", { name: /^Amazon S3\s*s3$/ }).click();
    await page.getByRole("searchbox", { name: "Find actions" }).fill("GetObject");
    await page.getByRole("checkbox", { name: "GetObject", exact: true }).click();
    await page.getByRole("checkbox", { name: "GetObjectTagging", exact: true }).click();
    await page.getByRole("checkbox", { name: "GetObjectTagging", exact: true }).click();
    await page.getByRole("button", { name: /Choose what it is/ }).click();
    await page
      .getByRole("option", { name: /s3: object/ })
      .first()
      .click();
    await page.getByRole("textbox", { name: "Bucket name" }).fill("photos");
    await page.getByRole("button", { name: "Add resource", exact: true }).click();
    await page.getByRole("button", { name: "Add a condition or a value" }).click();
    await page.getByRole("combobox", { name: "Condition key" }).fill("aws:SecureTransport");
    await page.getByRole("option", { name: "aws:SecureTransport" }).first().click();
    await page.getByRole("textbox", { name: "Value", exact: true }).fill("true");
    await page.getByRole("button", { name: "Add condition" }).click();
    await page.getByText("No findings").waitFor();
    await lookEverywhere(given, "policy-visual");
    await page.setViewportSize({ width: 1440, height: 900 });
    await toJson(page);
    assert.deepEqual(JSON.parse(await written(page)), {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: ["s3:GetObject"],
          Resource: ["arn:aws:s3:::photos/*"],
          Condition: { Bool: { "aws:SecureTransport": "true" } },
        },
      ],
    });
    await toVisual(page);
    await page.getByRole("button", { name: "Add statement" }).click();
    await page.getByRole("button", { name: "Remove statement 2" }).click();
    await page.getByRole("button", { name: "Remove the condition on aws:SecureTransport" }).click();
    await page.getByLabel("Policy name").fill("ReadPhotos");
    await page.getByRole("button", { name: "Create policy" }).click();
    await page.getByRole("heading", { name: "ReadPhotos", level: 1 }).waitFor();
    await page
      .getByText(/s3:GetObject/)
      .first()
      .waitFor();
  },
);
