import assert from "node:assert/strict";
import { openConsole } from "./harness/console-test.ts";
import { judgeAccessibility } from "./harness/judge-accessibility.ts";
import { lookEverywhere } from "./harness/look-everywhere.ts";
import { as, PASSWORD, signIn } from "./harness/sign-in.ts";

const ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";
const READ = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    { Sid: "Read", Effect: "Allow", Action: ["s3:GetObject", "s3:ListBucket"], Resource: "*" },
    { Effect: "Deny", Action: "s3:GetObject", Resource: "arn:aws:s3:::payroll/*" },
  ],
});
const UPLOAD = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject"], Resource: "arn:aws:s3:::photos/*" },
  ],
});
const TRUST = JSON.stringify({
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" },
});
const consoleTest = openConsole(`
accounts:
  - id: "444455556666"
    alias: nordwind-people
    users:
      - { name: ana, password: ${PASSWORD}, policies: ["${ADMINISTRATOR}"] }
      - { name: bob, password: ${PASSWORD} }
    policies:
      - { name: ReadThings, document: ${READ} }
      - { name: Upload, document: ${UPLOAD} }
    roles:
      - { name: Uploader, trust: ${TRUST}, policies: ["arn:aws:iam::444455556666:policy/Upload"] }
      - { name: Scanner, trust: ${TRUST}, policies: ["arn:aws:iam::444455556666:policy/Upload"] }
`);
const ARN = "arn:aws:iam::444455556666:policy/ReadThings";
const pageOf = (arn: string) => `/iam/policies/${encodeURIComponent(arn)}`;

for (const colorScheme of ["light", "dark"] as const)
  for (const width of [1440, 375])
    consoleTest(
      `a policy is shown in JSON and in words, ${colorScheme}, ${width}`,
      async (given) => {
        const { open, page, screenshot } = given;
        await signIn(given, as("ana"));
        await open(pageOf(ARN));
        await page.getByText(/^Lines 4–/).waitFor();
        await page.getByRole("textbox", { name: "Policy document" }).waitFor();
        assert.match(await page.getByRole("list").filter({ hasText: "Lines" }).innerText(), /Denies/);
        assert.deepEqual(await judgeAccessibility(page), []);
        await screenshot(`policy-${colorScheme}-${width}`);
      },
      { colorScheme, width },
    );

consoleTest(
  "a policy is edited: errors stand by line, the new version is looked over and saved",
  async (given) => {
    const { open, page, screenshot } = given;
    await signIn(given, as("ana"));
    await open(pageOf(ARN));
    await page.getByRole("button", { name: "Edit" }).click();
    const editor = page.getByRole("textbox", { name: "Policy document" });
    await editor.click();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.insertText('{ "Version": "2012-10-17", "Statement": { "Effect": "Perhaps" } }');
    await page.getByRole("tab", { name: /^Errors \([1-9]/ }).waitFor();
    assert.ok(await page.getByRole("button", { name: "Next" }).isDisabled());
    await page.keyboard.press("ControlOrMeta+a");
    const next = { Effect: "Allow", Action: "s3:*", Resource: "*" };
    await page.keyboard.insertText(JSON.stringify({ Version: "2012-10-17", Statement: next }, undefined, 2));
    await page.getByText("Errors (0)").or(page.getByText("No findings")).first().waitFor();
    await page.getByRole("button", { name: "Next" }).click();
    await page.getByText("Nobody has it: nothing changes for anybody.").waitFor();
    await screenshot("policy-review");
    await page.getByRole("button", { name: "Save version" }).click();
    await page.getByText("v2 is in force now.").first().waitFor();
    await page.getByRole("tab", { name: "Versions" }).click();
    await page.getByRole("cell", { name: "v2" }).first().waitFor();
    await page.getByRole("checkbox", { name: "v1" }).check();
    await page.getByRole("checkbox", { name: "v2" }).check();
    await page.getByRole("region", { name: "From v1 to v2" }).waitFor();
    await screenshot("policy-versions");
  },
);

consoleTest("a policy is created; what was written is there behind a reload", async (given) => {
  const { open, page } = given;
  await signIn(given, as("ana"));
  await open("/iam/policies/create");
  await page.getByRole("textbox", { name: "Policy document" }).click();
  await page.keyboard.press("ControlOrMeta+a");
  const statement = { Effect: "Allow", Action: "sqs:SendMessage", Resource: "*" };
  await page.keyboard.insertText(JSON.stringify({ Version: "2012-10-17", Statement: statement }));
  await page.getByLabel("Policy name").fill("Send things");
  await page.getByText('A name cannot contain " ".').waitFor();
  await page.getByLabel("Policy name").fill("SendThings");
  await page.reload();
  assert.equal(await page.getByLabel("Policy name").inputValue(), "SendThings");
  await page.getByRole("button", { name: "Create policy" }).click();
  await page.getByRole("heading", { name: "SendThings", level: 1 }).waitFor();
  await page.getByText("Policy SendThings was created.").first().waitFor();
});

consoleTest("who may not read policies sees the denial in place", async (given) => {
  const { open, page, guard } = given;
  guard.expect(/403/);
  await signIn(given, as("bob"));
  await open(pageOf(ARN));
  await page.getByText(/not authorized to perform: iam:GetPolicy/).waitFor();
  await page.getByRole("link", { name: "Why?" }).first().waitFor();
});

consoleTest("a policy's tags are changed, and it is told who used it last", async (given) => {
  const { open, page } = given;
  await signIn(given, as("ana"));
  await open(`${pageOf(ARN)}?tab=tags`);
  await page.getByText("No tags.").waitFor();
  await page.getByRole("button", { name: "Manage tags" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Add a tag" }).click();
  await dialog.getByRole("combobox").first().fill("team");
  await dialog.getByRole("combobox").nth(1).fill("people");
  await dialog.getByRole("button", { name: "Save changes" }).click();
  await page.getByRole("row").filter({ hasText: "people" }).waitFor();
  await page.getByRole("tab", { name: "Last accessed" }).click();
  await page.getByRole("columnheader", { name: "Last accessed by" }).waitFor();
  await page.getByRole("row").filter({ hasText: "s3" }).waitFor();
});

consoleTest("before a version is saved it is told who gains and who loses what", async (given) => {
  const { open, page } = given;
  await signIn(given, as("ana"));
  await open(pageOf("arn:aws:iam::444455556666:policy/Upload"));
  await page.getByRole("button", { name: "Edit" }).click();
  await page.getByRole("tab", { name: "Visual" }).click();
  await page.getByRole("button", { name: "Remove s3:PutObject from the actions" }).click();
  await page.getByRole("button", { name: "Add actions" }).click();
  await page.getByRole("searchbox", { name: "Find actions" }).fill("DeleteObject");
  await page.getByRole("checkbox", { name: "DeleteObject", exact: true }).click();
  await page.getByRole("button", { name: "Next" }).click();
  const changes = page.getByRole("region", { name: "What changes?" });
  await changes.getByText("2 roles gain s3:DeleteObject.").waitFor();
  await changes.getByText("2 roles lose s3:PutObject.").waitFor();
  await changes.getByRole("button", { name: "role Scanner: 1 gained, 1 lost" }).click();
  const scanner = changes.getByRole("group", { name: "role Scanner: 1 gained, 1 lost" });
  await scanner.getByText("not allowed → allowed").waitFor();
  await lookEverywhere(given, "policy-what-changes");
});
