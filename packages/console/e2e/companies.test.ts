import assert from "node:assert/strict";
import { after } from "node:test";
import { startCompanyIdp } from "../../../conformance/installation/company-idp.ts";
import { openConsole } from "./harness/console-test.ts";
import { judgeAccessibility } from "./harness/judge-accessibility.ts";
import { ACCOUNT, as, PASSWORD, signIn } from "./harness/sign-in.ts";
import { ChangeDialogPage } from "./pages/change-dialog.ts";

const ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";
const PROVIDER = `arn:aws:iam::${ACCOUNT}:saml-provider/company`;
const SIGN_IN_URL = "https://identity.company.example/apps/rolecall";

/** samlify's: its answers are signed. */
const company = await startCompanyIdp({
  attributeNames: ["Role", "RoleSessionName"],
  attributesOf: (name) => ({
    Role: `arn:aws:iam::${ACCOUNT}:role/Reader,${PROVIDER}`,
    RoleSessionName: name,
  }),
});
after(() => company.stop());

const trust = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Federated: PROVIDER }, Action: "sts:AssumeRoleWithSAML" }],
};
const consoleTest = openConsole(`
accounts:
  - id: "${ACCOUNT}"
    alias: nordwind-people
    samlProviders: [{ name: company, metadata: ${JSON.stringify(company.metadata)} }]
    users:
      - { name: ana, password: "${PASSWORD}", policies: [${ADMINISTRATOR}] }
    roles:
      - { name: Reader, trust: ${JSON.stringify(trust)}, policies: [${ADMINISTRATOR}] }
`);

consoleTest(
  "a company is published, and its people sign in from the sign-in page as a role",
  async (given) => {
    const { open, page, context, guard, endpoint, screenshot } = given;
    guard.expect(/401|identity\.company\.example/);
    await open("/signin");
    const byCompany = page.getByRole("button", { name: "Sign in with your company (SAML)" });
    await byCompany.click();
    await page.getByText("Write the account’s ID or alias above first.").waitFor();
    await page.getByLabel("Account ID or alias").fill("nordwind-people");
    await byCompany.click();
    await page.getByText("nordwind-people shows no company here.", { exact: false }).waitFor();

    await signIn(given, as("ana"));
    await open(`/iam/providers/${encodeURIComponent(PROVIDER)}`);
    await page.getByRole("button", { name: "Publish" }).click();
    const changing = new ChangeDialogPage(page);
    const { dialog } = changing;
    await dialog.getByLabel("What the button says").fill("Nordwind Logistik");
    await dialog.getByLabel("Where people sign in").fill("http://identity.company.example/");
    await dialog.getByRole("button", { name: "Publish", exact: true }).click();
    guard.expect(/400/);
    await dialog.getByText("The SignInUrl has to begin with https://.", { exact: false }).waitFor();
    await dialog.getByLabel("Where people sign in").fill(SIGN_IN_URL);
    await screenshot("publish-company");
    assert.deepEqual(await judgeAccessibility(page), []);
    await changing.confirm("Publish");
    await page.getByText(SIGN_IN_URL).waitFor();
    await context.clearCookies();

    // The identity provider's page, which posts what samlify signed.
    const SAMLResponse = await company.signIn("ann");
    await page.route(SIGN_IN_URL, (route) =>
      route.fulfill({
        contentType: "text/html",
        body: `<!doctype html><html lang="en"><title>Company</title><form method="post" action="${endpoint}/saml">
        <input type="hidden" name="SAMLResponse" value="${SAMLResponse}"><button>Go on as ann</button></form></html>`,
      }),
    );
    await open("/signin?account=nordwind-people");
    await byCompany.click();
    const link = page.getByRole("link", { name: "Nordwind Logistik" });
    await link.waitFor();
    await screenshot("sign-in-company");
    assert.deepEqual(await judgeAccessibility(page), []);
    await link.click();
    await page.getByRole("button", { name: "Go on as ann" }).click();
    await page.getByText("Role Reader").waitFor();

    await open(`/iam/providers/${encodeURIComponent(PROVIDER)}`);
    await page.getByRole("button", { name: "Withdraw" }).click();
    await dialog.getByRole("button", { name: "Withdraw", exact: true }).click();
    await page.getByText("Not shown. People come from their company's own page.").waitFor();
  },
);
