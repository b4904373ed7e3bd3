import assert from "node:assert/strict";
import { openConsole } from "./harness/console-test.ts";
import { lookEverywhere } from "./harness/look-everywhere.ts";
import { as, PASSWORD, signIn } from "./harness/sign-in.ts";

const ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";
const document = (...Statement: readonly object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const PHOTOS = document(
  { Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject"], Resource: "arn:aws:s3:::photos/*" },
  {
    Effect: "Deny",
    Action: "s3:PutObject",
    Resource: "*",
    Condition: { BoolIfExists: { "aws:SecureTransport": "false" } },
  },
);
const BOUNDARY = document({ Effect: "Allow", Action: "s3:*", Resource: "*" });
const consoleTest = openConsole(`
accounts:
  - id: "444455556666"
    alias: nordwind-people
    policies: [{ name: Most, document: ${BOUNDARY} }]
    users:
      - { name: ana, password: ${PASSWORD}, policies: ["${ADMINISTRATOR}"] }
      - { name: bob, password: ${PASSWORD} }
      - { name: carl, permissionsBoundary: "arn:aws:iam::444455556666:policy/Most", inlinePolicies: { Photos: ${PHOTOS} } }
`);
const CARL = "arn:aws:iam::444455556666:user/carl";

consoleTest("what a user may do is simulated, and why it may not is a link away", async (given) => {
  const { open, page } = given;
  await signIn(given, as("ana"));
  await open("/simulator");
  await page.getByRole("combobox", { name: "User, role or group" }).fill("carl");
  await page
    .getByRole("option", { name: /user\/carl/ })
    .first()
    .click();
  await page.getByRole("button", { name: /Choose a service/ }).click();
  await page
    .getByRole("combobox", { name: "Find services" })
    .or(page.getByRole("textbox", { name: "Find services" }))
    .fill("Amazon S3");
  await page.getByRole("option", { name: /^Amazon S3\s*s3$/ }).click();
  for (const action of ["GetObject", "PutObject", "DeleteObject"]) {
    await page.getByRole("searchbox", { name: "Find actions" }).fill(action);
    await page.getByRole("checkbox", { name: action, exact: true }).click();
  }
  await page.getByLabel("Or an ARN as it is").fill("arn:aws:s3:::photos/cat.jpg");
  await page.getByRole("button", { name: "Add ARN" }).click();
  await page.getByRole("textbox", { name: "aws:SecureTransport" }).fill("false");
  await page.getByRole("button", { name: "Simulate" }).click();
  const results = page.getByRole("table", { name: "Results" });
  const row = (action: string) => results.getByRole("row").filter({ hasText: action });
  await row("s3:GetObject").getByText("Allowed", { exact: true }).waitFor();
  assert.match(await row("s3:GetObject").innerText(), /user_carl_Photos \(IAM Policy\), line 1/);
  await row("s3:PutObject").getByText("Denied explicitly").waitFor();
  await row("s3:DeleteObject").getByText("Not allowed").waitFor();
  assert.match(await row("s3:GetObject").innerText(), /The boundary lets it\./);
  const why = await row("s3:DeleteObject")
    .getByRole("link", { name: /^Why\?/ })
    .getAttribute("href");
  const asked = JSON.parse(decodeURIComponent(why?.split("#q=")[1] ?? ""));
  assert.deepEqual(asked, {
    principal: CARL,
    action: "s3:DeleteObject",
    resource: "arn:aws:s3:::photos/cat.jpg",
    context: { "aws:SecureTransport": "false" },
  });
  await lookEverywhere(given, "simulator");
  // The question stands in the address: it is asked anew behind a reload.
  await page.reload();
  await row("s3:PutObject").getByText("Denied explicitly").waitFor();
});

consoleTest(
  "a new policy is simulated before anybody has it, with the resource's own policy",
  async (given) => {
    const { open, page } = given;
    await signIn(given, as("ana"));
    const question = {
      policy: document({ Effect: "Allow", Action: "sqs:*", Resource: "*" }),
      actions: ["sqs:SendMessage", "s3:GetObject"],
      resources: ["*"],
    };
    await open(`/simulator#q=${encodeURIComponent(JSON.stringify(question))}`);
    const results = page.getByRole("table", { name: "Results" });
    await results
      .getByRole("row")
      .filter({ hasText: "sqs:SendMessage" })
      .getByText("Allowed", { exact: true })
      .waitFor();
    await results.getByRole("row").filter({ hasText: "s3:GetObject" }).getByText("Not allowed").waitFor();
    await page.getByText("The policies have no conditions").waitFor();
    assert.equal(await results.getByRole("link", { name: /^Why\?/ }).count(), 0);
  },
);

consoleTest("who may not simulate sees the denial in place", async (given) => {
  const { open, page, guard } = given;
  guard.expect(/40[03]/);
  await signIn(given, as("bob"));
  const question = { principal: CARL, actions: ["s3:GetObject"] };
  await open(`/simulator#q=${encodeURIComponent(JSON.stringify(question))}`);
  await page.getByText(/not authorized to perform: iam:SimulatePrincipalPolicy/).waitFor();
});
