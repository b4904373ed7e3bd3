import assert from "node:assert/strict";
import { openConsole } from "./harness/console-test.ts";
import { judgeAccessibility } from "./harness/judge-accessibility.ts";
import { ROLES_SEED } from "./harness/roles-seed.ts";
import { ACCOUNT, as, signIn } from "./harness/sign-in.ts";
import { answerRoute } from "./harness/stand-in-routes.ts";
import { RoleWizard } from "./pages/role-wizard.ts";

const consoleTest = openConsole(ROLES_SEED);

consoleTest(
  "a first role: AWS service, EC2, AmazonS3ReadOnlyAccess, testrole, and a look at its trust relationship",
  async ({ open, page, context, endpoint, screenshot }) => {
    await signIn({ context, endpoint }, as("ana"));
    await open("/iam/roles");
    await page.getByRole("link", { name: "Create role" }).click();
    const wizard = new RoleWizard(page);
    await wizard.at("Select trusted entity");
    await wizard.choose("AWS service");
    await wizard.choose("EC2");
    await screenshot("create-role-1");
    await page.reload();
    await wizard.at("Select trusted entity");
    assert.equal(await wizard.isChosen("EC2"), true);
    await wizard.next();
    await wizard.at("Add permissions");
    await wizard.tick("AmazonS3ReadOnlyAccess");
    await page.getByText("read everything in S3").first().waitFor();
    assert.deepEqual(await judgeAccessibility(page), []);
    await screenshot("create-role-2");
    await page.reload();
    await wizard.at("Add permissions");
    await page.getByText("read everything in S3").first().waitFor();
    await wizard.next();
    await wizard.at("Name, review, and create");
    await wizard.name("backuprunner");
    await page.getByText("There is a role BackupRunner already.").waitFor();
    await wizard.name("testrole");
    await page.getByLabel("Description").first().fill("Reads what the shop wrote.");
    await page.reload();
    await wizard.at("Name, review, and create");
    assert.equal(await page.getByLabel("Role name").inputValue(), "testrole");
    assert.equal(await page.getByLabel("Description").first().inputValue(), "Reads what the shop wrote.");
    await page.getByText("aws iam create-role").waitFor();
    assert.match(
      await wizard.sentence(),
      /^Amazon EC2 may become testrole\. As testrole it may read everything in S3/,
    );
    assert.deepEqual(await judgeAccessibility(page), []);
    await screenshot("create-role-3");
    await wizard.create();
    await page.getByText("Role testrole was created. Amazon EC2 may assume it; it may").waitFor();
    await screenshot("roles-after");
    await page.getByRole("link", { name: "View role" }).click();
    await page.getByRole("heading", { name: "testrole", level: 1 }).waitFor();
    await page.getByText(`arn:aws:iam::${ACCOUNT}:instance-profile/testrole`).waitFor();
    await page.getByRole("tab", { name: "Trust relationships" }).click();
    await page.getByText("Amazon EC2.").waitFor();
    const lit = await page.locator(".rc-line-lit").allInnerTexts();
    assert.match(lit.join("\n"), /"Service": "ec2\.amazonaws\.com"/);
    await screenshot("testrole-trust");
  },
);

consoleTest(
  "a partner's account without external ID is a warning, GitHub without a subject is refused",
  async ({ open, page, context, endpoint, screenshot }) => {
    await signIn({ context, endpoint }, as("ana"));
    await open("/iam/roles/create");
    const wizard = new RoleWizard(page);
    await wizard.at("Select trusted entity");
    await wizard.choose("AWS account");
    await page.getByRole("radio", { name: "Another AWS account" }).check();
    await page.getByLabel("Account ID").fill("*");
    await wizard.next();
    await page.getByText("The account has 12 digits; it is no name and no *.").waitFor();
    await page.getByLabel("Account ID").fill("9876-5432-1098");
    await page.getByText("Without an external ID").waitFor();
    await wizard.choose("Web identity");
    await page.getByRole("button", { name: /^Identity provider/ }).click();
    await page.getByRole("option", { name: "token.actions.githubusercontent.com" }).click();
    await page.getByRole("button", { name: /^Audience/ }).click();
    await page.getByRole("option", { name: "sts.amazonaws.com" }).click();
    await wizard.next();
    await page.getByText("Say whose tokens").waitFor();
    await page.getByLabel("Subject").fill("repo:nordwind/shop:*");
    await screenshot("create-role-web");
    assert.deepEqual(await judgeAccessibility(page), []);
    await wizard.next();
    await wizard.at("Add permissions");
    assert.match(await wizard.sentence(), /^GitHub Actions may become this role/);
  },
  { colorScheme: "dark", width: 375 },
);

consoleTest(
  "where the second call fails, what was made is told, and undone",
  async ({ open, page, context, endpoint, guard, screenshot }) => {
    guard.expect(/403/);
    await signIn({ context, endpoint }, as("ana"));
    await answerRoute(page, "POST", "/api/iam/CreateInstanceProfile", () => ({
      status: 403,
      body: {
        error: { code: "AccessDenied", message: "Not authorized to perform: iam:CreateInstanceProfile" },
      },
    }));
    await open("/iam/roles/create");
    const wizard = new RoleWizard(page);
    await wizard.next();
    await wizard.at("Add permissions");
    await wizard.next();
    await wizard.name("halfrole");
    await page.getByText("aws iam create-role").waitFor();
    await wizard.create();
    await page.getByText("There now: role halfrole.").waitFor();
    await screenshot("create-role-stopped");
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    await page.getByText("There now: role halfrole.").waitFor({ state: "detached" });
    await open("/iam/roles?q=halfrole");
    await page.getByText("No match").first().waitFor();
  },
);
