import assert from "node:assert/strict";
import { openConsole } from "./harness/console-test.ts";
import { judgeAccessibility } from "./harness/judge-accessibility.ts";
import { lookEverywhere } from "./harness/look-everywhere.ts";
import { as, PASSWORD, signIn } from "./harness/sign-in.ts";

const ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";
const NO_DELETE = JSON.stringify({
  Version: "2012-10-17",
  Statement: { Effect: "Deny", Action: "s3:DeleteBucket", Resource: "*" },
});
const TAGS = (key: string) =>
  JSON.stringify({
    tags: { costcenter: { tag_key: { "@@assign": key }, tag_value: { "@@append": [key] } } },
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
  trustedServices: [sso.amazonaws.com]
  policies:
    - { name: NoDelete, type: SERVICE_CONTROL_POLICY, document: ${NO_DELETE} }
    - { name: TagsOfAll, type: TAG_POLICY, document: ${TAGS("CostCenter")} }
    - { name: TagsOfWork, type: TAG_POLICY, document: ${TAGS("costcenter")} }
  root:
    policies: [TagsOfAll]
    units:
      - name: Workloads
        policies: [NoDelete, TagsOfWork]
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

consoleTest("whether the organization would let a request through is answered on the page", async (given) => {
  const { open, page } = given;
  await signIn(given, as("ana"));
  await open("/organization?at=777788889999");
  const panel = page.getByRole("region", { name: "Would the organization let it through?" });
  const answer = panel.getByRole("status");
  const action = panel.getByLabel("Would the organization let it through?");
  await action.fill("s3:GetObject");
  await answer.getByText("Every level lets it through.").waitFor();
  await action.fill("s3:DeleteBucket");
  await answer.getByText("Stopped at Workloads by NoDelete.").waitFor();
  const why = await answer.getByRole("link", { name: "Why?" }).getAttribute("href");
  assert.match(
    decodeURIComponent(why ?? ""),
    /\/why#q=\{"principal":"arn:aws:iam::777788889999:root","action":"s3:DeleteBucket"/,
  );
  await action.fill("delete a bucket");
  await panel.getByText("An action is a service and an operation").waitFor();
  await page.getByRole("treeitem", { name: /^nordwind management/ }).click();
  await page.getByText("The management account is limited by none of this.").waitFor();
});

consoleTest("a policy's reach is lit, an account is found, and two accounts are compared", async (given) => {
  const { open, page, screenshot } = given;
  await signIn(given, as("ana"));
  await open("/organization?at=777788889999");
  await page.getByRole("button", { name: /Where does a policy reach/ }).click();
  await page.getByRole("option", { name: "NoDelete" }).click();
  const reached = page.getByRole("treeitem").filter({ hasText: "reached" });
  await page.waitForFunction(() => document.querySelectorAll(".rc-tree-reached").length === 4);
  assert.deepEqual(
    (await reached.allInnerTexts()).map((text) => text.split("\n")[0]),
    ["Workloads", "Production", "nordwind-shop", "nordwind-people"],
  );
  await page.getByLabel("Find an account, unit or policy").fill("1111-2222");
  await page.getByText("1 found").waitFor({ state: "attached" });
  assert.match(await page.locator(".rc-tree-hit").innerText(), /nordwind-people/);
  await page.getByRole("button", { name: /Compare with/ }).click();
  await page.getByRole("option", { name: /^nordwind 4444/ }).click();
  const own = page.getByRole("region", { name: "What nordwind-shop inherits" });
  await own.getByText("only here").waitFor();
  assert.deepEqual(await judgeAccessibility(page), []);
  await screenshot("organization-compared");
  await page.getByRole("link", { name: "List" }).click();
  await page.getByRole("heading", { name: "List of accounts" }).waitFor();
  await page
    .getByText(/Workloads\/Production/)
    .first()
    .waitFor();
});

consoleTest("an account that is dropped on a unit is moved once that was looked at", async (given) => {
  const { open, page } = given;
  await signIn(given, as("ana"));
  await open("/organization");
  const account = page.getByRole("treeitem", { name: /nordwind-people/ });
  await account.dragTo(page.getByRole("treeitem", { name: /^Production/ }));
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: /Production/ }).waitFor();
  await dialog.getByRole("button", { name: "Cancel" }).click();
});

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

consoleTest(
  "what management policies come to is told with the policy that each value is of",
  async (given) => {
    const { open, page } = given;
    await signIn(given, as("ana"));
    await open("/accounts/111122223333?tab=effective");
    const values = page.getByRole("table", { name: "Where each value comes from" });
    const key = values.getByRole("row").filter({ hasText: "tag_key" });
    await key.getByRole("link", { name: "TagsOfWork" }).waitFor();
    await values
      .getByRole("row")
      .filter({ hasText: "tag_value" })
      .filter({ hasText: "CostCenter" })
      .getByRole("link", { name: "TagsOfAll" })
      .waitFor();
    await page.getByRole("textbox", { name: "Effective policy" }).waitFor();
    await lookEverywhere(given, "effective-policy");
  },
);

consoleTest("an account is registered as a service's administrator, and deregistered", async (given) => {
  const { open, page } = given;
  await signIn(given, as("ana"));
  const dialog = page.getByRole("dialog");
  await open("/organization/settings");
  await page.getByRole("button", { name: "Register administrator" }).click();
  await dialog.getByRole("button", { name: /Choose an account/ }).click();
  await dialog.getByRole("option", { name: /nordwind-people/ }).click();
  await dialog.getByRole("button", { name: /Choose a service/ }).click();
  await dialog.getByRole("option", { name: "sso.amazonaws.com" }).click();
  await dialog.getByRole("button", { name: "Register", exact: true }).click();
  await page.getByText("nordwind-people administers sso.amazonaws.com from now on.").first().waitFor();
  await page.getByRole("button", { name: "Deregister nordwind-people from sso.amazonaws.com" }).click();
  await lookEverywhere(given, "deregister-administrator");
  await dialog.getByRole("button", { name: "Deregister", exact: true }).click();
  await page.getByText("No account administers in the management account's place.").waitFor();
});
