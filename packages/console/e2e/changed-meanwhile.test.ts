import type { Page } from "playwright-core";
import { callAs } from "./harness/call-as.ts";
import { openConsole } from "./harness/console-test.ts";
import { lookEverywhere } from "./harness/look-everywhere.ts";
import { as, PASSWORD, signIn } from "./harness/sign-in.ts";

const ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";
const document = (...Action: readonly string[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource: "*" }] });
const trusting = (Service: string) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: { Effect: "Allow", Principal: { Service }, Action: "sts:AssumeRole" },
  });
const consoleTest = openConsole(`
accounts:
  - id: "444455556666"
    alias: nordwind-people
    users:
      - { name: ana, password: ${PASSWORD}, policies: ["${ADMINISTRATOR}"] }
      - { name: clara, password: ${PASSWORD}, policies: ["${ADMINISTRATOR}"] }
      - { name: bob, inlinePolicies: { Own: ${document("sqs:SendMessage")} } }
    policies:
      - { name: Upload, document: ${document("s3:PutObject")} }
    roles:
      - { name: Uploader, trust: ${trusting("ec2.amazonaws.com")}, inlinePolicies: { Own: ${document("sqs:SendMessage")} } }
`);
const ARN = "arn:aws:iam::444455556666:policy/Upload";

async function rewrite(page: Page, label: string, text: string): Promise<void> {
  await page.getByRole("textbox", { name: label, exact: true }).click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(text);
}

consoleTest("a version that somebody saved meanwhile is told: compared, then overwritten", async (given) => {
  const { open, page } = given;
  await signIn(given, as("ana"));
  const asClara = await callAs(given, as("clara"));
  await open(`/iam/policies/${encodeURIComponent(ARN)}`);
  await page.getByRole("button", { name: "Edit" }).click();
  await rewrite(page, "Policy document", document("s3:PutObject", "s3:GetObject"));
  await asClara("iam/CreatePolicyVersion", {
    PolicyArn: ARN,
    PolicyDocument: document("s3:DeleteObject"),
    SetAsDefault: true,
  });
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("button", { name: "Save version" }).click();
  await page.getByText(/^(clara|Somebody) changed this policy .*\(v1 → v2\)$/).waitFor();
  await page.getByRole("button", { name: "Compare" }).click();
  await page.getByRole("region", { name: "From theirs to yours" }).getByText("s3:DeleteObject").waitFor();
  await lookEverywhere(given, "changed-meanwhile");
  await page.getByRole("button", { name: "Overwrite" }).click();
  await page.getByText("v3 is in force now.").first().waitFor();
});

consoleTest(
  "a trust policy and inline policies are not overwritten unseen; one's own can be discarded",
  async (given) => {
    const { open, page } = given;
    await signIn(given, as("ana"));
    const asClara = await callAs(given, as("clara"));
    const dialog = page.getByRole("dialog");
    await open("/iam/roles/Uploader?tab=trust");
    await page.getByRole("button", { name: "Edit trust policy" }).click();
    await rewrite(page, "Trust policy", trusting("lambda.amazonaws.com"));
    await asClara("iam/UpdateAssumeRolePolicy", {
      RoleName: "Uploader",
      PolicyDocument: trusting("ecs-tasks.amazonaws.com"),
    });
    await dialog.getByRole("button", { name: "Save changes" }).click();
    await dialog.getByText(/^(clara|Somebody) changed this trust policy /).waitFor();
    await dialog.getByRole("button", { name: "Overwrite" }).click();
    await dialog.getByText("Saving now takes the place of what was changed meanwhile.").waitFor();
    await dialog.getByRole("button", { name: "Save changes" }).click();
    await page.getByText("The trust policy of Uploader was changed.").first().waitFor();

    await open("/iam/users/bob");
    await page.getByRole("button", { name: "Edit Own" }).click();
    await rewrite(page, "Policy document", document("sqs:ReceiveMessage"));
    await asClara("iam/PutUserPolicy", {
      UserName: "bob",
      PolicyName: "Own",
      PolicyDocument: document("sns:Publish"),
    });
    await dialog.getByRole("button", { name: "Save changes" }).click();
    await dialog.getByText(/^(clara|Somebody) changed this policy /).waitFor();
    await dialog.getByRole("button", { name: "Discard mine" }).click();
    await dialog.waitFor({ state: "hidden" });
    await page.getByRole("button", { name: "Edit Own" }).click();
    await dialog.getByRole("textbox", { name: "Policy document" }).getByText("sns:Publish").waitFor();
  },
);
