import assert from "node:assert/strict";
import { openConsole } from "./harness/console-test.ts";
import { judgeAccessibility } from "./harness/judge-accessibility.ts";
import { as, PASSWORD, signIn } from "./harness/sign-in.ts";

const ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";
const NO_DELETE = JSON.stringify({
  Version: "2012-10-17",
  Statement: { Effect: "Deny", Action: "s3:DeleteBucket", Resource: "*" },
});
const consoleTest = openConsole(`
accounts:
  - id: "444455556666"
    alias: nordwind
    name: nordwind
    users: [{ name: ana, password: ${PASSWORD}, policies: ["${ADMINISTRATOR}"] }, { name: bob, password: ${PASSWORD} }]
  - { id: "111122223333", name: nordwind-people }
  - { id: "777788889999", name: nordwind-shop }
organization:
  managementAccount: "444455556666"
  policies: [{ name: NoDelete, type: SERVICE_CONTROL_POLICY, document: ${NO_DELETE} }]
  root:
    units:
      - name: Workloads
        policies: [NoDelete]
        accounts: ["111122223333"]
        units: [{ name: Production, accounts: ["777788889999"] }]
`);

for (const colorScheme of ["light", "dark"] as const)
  for (const width of [1440, 375])
    consoleTest(
      `the organization is a tree, and says what an account inherits, ${colorScheme}, ${width}`,
      async (given) => {
        const { open, page, screenshot } = given;
        await signIn(given, as("ana"));
        await open("/organization");
        const tree = page.getByRole("tree", { name: "Organization" });
        await tree.getByRole("treeitem", { name: /nordwind-shop/ }).click();
        const way = page.getByRole("region", { name: "What nordwind-shop inherits" });
        await way.getByRole("link", { name: "NoDelete" }).waitFor();
        await way
          .getByText(/Denies/)
          .first()
          .waitFor();
        assert.deepEqual(await judgeAccessibility(page), []);
        await screenshot(`organization-${colorScheme}-${width}`);
      },
      { colorScheme, width },
    );

consoleTest("the tree is walked by the keyboard", async (given) => {
  const { open, page } = given;
  await signIn(given, as("ana"));
  await open("/organization");
  await page.getByRole("treeitem", { name: "Root" }).focus();
  const chosen = page.locator('[role="treeitem"][aria-selected="true"]');
  for (const [key, name] of [
    ["ArrowDown", /Workloads/],
    ["ArrowRight", /Production/],
    ["End", /nordwind/],
    ["w", /Workloads/],
    ["ArrowLeft", /Workloads/],
    ["Home", /Root/],
  ] as const) {
    await page.keyboard.press(key);
    assert.match(await chosen.innerText(), name, key);
  }
});

consoleTest("an account is moved after its guard-rails were told, a unit is created", async (given) => {
  const { open, page } = given;
  await signIn(given, as("ana"));
  await open("/organization?at=777788889999");
  await page.getByRole("button", { name: "Move" }).click();
  await page.getByRole("button", { name: /Choose a unit/ }).click();
  await page.getByRole("option", { name: "Root" }).click();
  await page.getByText("Limited from then on by: nothing.").waitFor();
  await page.getByText(/No longer limited by: NoDelete/).waitFor();
  await page.getByRole("button", { name: "Move account" }).click();
  await page.getByText("nordwind-shop is in Root now.").first().waitFor();
  await page.getByRole("treeitem", { name: "Root" }).click();
  await page.getByRole("button", { name: "Create unit" }).click();
  await page.getByLabel("Unit name").fill("Sandbox");
  await page.getByRole("dialog").getByRole("button", { name: "Create unit" }).click();
  await page.getByRole("treeitem", { name: "Sandbox" }).waitFor();
});

for (const [path, heading] of [
  ["/organization/policies", "Policies"],
  ["/organization/invitations", "Invitations"],
  ["/organization/root-access", "Root access"],
  ["/organization/settings", "Settings"],
  ["/accounts/111122223333", "nordwind-people"],
  ["/iam/settings", "Account settings"],
] as const)
  consoleTest(`${path} shows what there is, and its denial in place`, async (given) => {
    const { open, page, context, guard, screenshot } = given;
    guard.expect(/40[034]/);
    await signIn(given, as("ana"));
    await open(path);
    await page.getByRole("heading", { name: heading, level: 1, exact: true }).waitFor();
    await page.waitForLoadState("networkidle");
    assert.equal(await page.getByText("You may not see this").count(), 0);
    assert.deepEqual(await judgeAccessibility(page), []);
    await screenshot(path.slice(1).replaceAll("/", "-"));
    await context.clearCookies();
    await signIn(given, as("bob"));
    await open(path);
    await page.getByText("You may not see this").first().waitFor();
  });
