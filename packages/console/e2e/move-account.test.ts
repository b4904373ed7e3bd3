import { callAs } from "./harness/call-as.ts";
import { openConsole } from "./harness/console-test.ts";
import { lookEverywhere } from "./harness/look-everywhere.ts";
import { as, PASSWORD, signIn } from "./harness/sign-in.ts";
import { MoveDialogPage } from "./pages/move-dialog.ts";

const ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";
const PEOPLE = "111122223333";
const SHOP = "777788889999";
const GUARDED = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    { Effect: "Deny", Action: ["iam:DeleteUser", "iam:DeleteRole", "s3:DeleteBucket"], Resource: "*" },
    {
      Effect: "Deny",
      Action: "iam:CreateUser",
      Resource: "*",
      Condition: { StringNotEquals: { "aws:PrincipalTag/BreakGlass": "open" } },
    },
  ],
});
const NO_DELETION = JSON.stringify({
  Version: "2012-10-17",
  Statement: { Effect: "Deny", Action: "iam:DeleteRole", Resource: "*" },
});
const ALL_BUT_REPORTS = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Action: "*", Resource: "*" },
    { Effect: "Deny", Action: "iam:GenerateOrganizationsAccessReport", Resource: "*" },
  ],
});
const consoleTest = openConsole(`
accounts:
  - id: "444455556666"
    name: nordwind
    users:
      - { name: ana, password: ${PASSWORD}, policies: ["${ADMINISTRATOR}"] }
      - { name: bob, password: ${PASSWORD}, inlinePolicies: { Own: ${ALL_BUT_REPORTS} } }
  - id: "${PEOPLE}"
    name: nordwind-people
    users: [{ name: eve, password: ${PASSWORD}, policies: ["${ADMINISTRATOR}"] }]
  - { id: "${SHOP}", name: nordwind-shop }
organization:
  managementAccount: "444455556666"
  policies:
    - { name: Guarded, type: SERVICE_CONTROL_POLICY, document: ${GUARDED} }
    - { name: NoDeletion, type: SERVICE_CONTROL_POLICY, document: ${NO_DELETION} }
  root:
    policies: [NoDeletion]
    accounts: ["${PEOPLE}", "${SHOP}"]
    units: [{ name: Production, policies: [Guarded] }]
`);

consoleTest("before an account is moved it is told what it loses of what it used", async (given) => {
  const { open, page } = given;
  const asEve = await callAs(given, { account: PEOPLE, user: "eve", password: PASSWORD });
  await asEve("iam/ListUsers");
  await signIn(given, as("ana"));
  const dialog = new MoveDialogPage(page);
  const { losses } = dialog;
  await open(`/organization?at=${PEOPLE}`);
  await dialog.openTo("Production");
  await losses
    .getByText(/^\d+ services? (was|were) used in the last 90 days; the new place takes something from /)
    .waitFor();
  // That roles are deleted is stopped already, and S3 was not used.
  const ofIam = losses.getByRole("button", {
    name: /IAM.*: 1 action stopped, 1 action only under conditions$/,
  });
  await ofIam.click();
  await losses.getByText("iam:DeleteUser: stopped").waitFor();
  await losses.getByText("iam:CreateUser: only under conditions").waitFor();
  await losses.getByText(/^Which roles used them, and which of their actions, is not known here/).waitFor();
  await lookEverywhere(given, "move-losses");
});

consoleTest("an account that used nothing loses nothing, and who may not know is told so", async (given) => {
  const { open, page, guard, context } = given;
  await signIn(given, as("ana"));
  const dialog = new MoveDialogPage(page);
  await open(`/organization?at=${SHOP}`);
  await dialog.openTo("Production");
  await dialog.losses.getByText("The account used no service in the last 90 days.").waitFor();

  guard.expect(/403/);
  await context.clearCookies();
  await signIn(given, as("bob"));
  await open(`/organization?at=${SHOP}`);
  await dialog.openTo("Production");
  await dialog.losses
    .getByText(/is not authorized to perform: iam:GenerateOrganizationsAccessReport/)
    .waitFor();
  await dialog.losses.getByRole("link", { name: "Why?" }).waitFor();
  await dialog.dialog.getByRole("button", { name: "Move account" }).click();
  await page.getByText("nordwind-shop is in Production now.").first().waitFor();
});
