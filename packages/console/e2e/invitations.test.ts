import { callAs } from "./harness/call-as.ts";
import { openConsole } from "./harness/console-test.ts";
import { lookEverywhere } from "./harness/look-everywhere.ts";
import { as, PASSWORD, signIn } from "./harness/sign-in.ts";
import { InvitationsPageObject } from "./pages/invitations-page.ts";

const ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";
const INVITED = "111122223333";
const consoleTest = openConsole(`
accounts:
  - id: "444455556666"
    name: nordwind
    users: [{ name: ana, password: ${PASSWORD}, policies: ["${ADMINISTRATOR}"] }]
  - id: "${INVITED}"
    name: suedwind
    users: [{ name: eve, password: ${PASSWORD}, policies: ["${ADMINISTRATOR}"] }]
`);

consoleTest(
  "an invited account is told what changes before it joins, and what it may not know",
  async (given) => {
    const { open, page, guard, context } = given;
    await signIn(given, as("ana"));
    // A seed's accounts would all be in its organization.
    const asAna = await callAs(given, as("ana"));
    await asAna("organizations/CreateOrganization", { FeatureSet: "ALL" });
    const invitations = new InvitationsPageObject(page);
    await open("/organization/invitations");
    await invitations.invite(INVITED, "Come in");
    await invitations.row("Sent", "Open").waitFor();

    // What the organization sent is its management account's to list.
    guard.expect(/40[03]/);
    await context.clearCookies();
    await signIn(given, { account: INVITED, user: "eve", password: PASSWORD });
    await open("/organization/invitations");
    await invitations
      .row("Received", "Open")
      .getByRole("button", { name: /^Accept / })
      .click();
    const { dialog, limits } = invitations;
    await dialog.getByText("Come in").waitFor();
    await dialog.getByText(/^nordwind \(/).waitFor();
    await limits.getByText(/^The service control policies that stand there limit everybody/).waitFor();
    await limits.getByText(/Which policies these are is not known before: AWS lets only/).waitFor();
    await lookEverywhere(given, "accept-invitation");
    await dialog.getByRole("button", { name: "Accept invitation" }).click();
    await page
      .getByText(/^This account is in the organization o-\w+ now\.$/)
      .first()
      .waitFor();
    await invitations.row("Received", "Accepted").waitFor();
  },
);
