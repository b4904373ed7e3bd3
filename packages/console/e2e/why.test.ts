import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { type ConsoleTest, openConsole } from "./harness/console-test.ts";
import { judgeAccessibility } from "./harness/judge-accessibility.ts";
import { lookEverywhere } from "./harness/look-everywhere.ts";
import { PASSWORD, signIn } from "./harness/sign-in.ts";
import { SignInPage } from "./pages/sign-in-page.ts";

const MANAGEMENT = "111122223333";
const PEOPLE = "444455556666";
const DOCUMENT = (...Statement: readonly object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const GUARD = DOCUMENT(
  { Sid: "OnlyEurope", Effect: "Deny", Action: "ec2:*", Resource: "*" },
  {
    Sid: "NoDeletesWithoutBreakGlass",
    Effect: "Deny",
    Action: ["iam:DeleteUser", "iam:ListRoles"],
    Resource: "*",
    Condition: { StringNotEquals: { "aws:PrincipalTag/BreakGlass": "open" } },
  },
);

const SEED = `
accounts:
  - id: "${MANAGEMENT}"
    name: nordwind
    alias: nordwind
    users:
      - { name: root-admin, password: "${PASSWORD}", policies: [arn:aws:iam::aws:policy/AdministratorAccess] }
  - id: "${PEOPLE}"
    name: nordwind-people
    alias: nordwind-people
    policies:
      - { name: PayrollRead, document: ${DOCUMENT({ Sid: "Photos", Effect: "Allow", Action: "s3:Get*", Resource: "*" })} }
    users:
      - { name: ana, password: "${PASSWORD}", policies: [arn:aws:iam::aws:policy/AdministratorAccess], tags: { BreakGlass: open } }
      - { name: carl, password: "${PASSWORD}", policies: [PayrollRead], inlinePolicies: { Why: ${DOCUMENT({ Effect: "Allow", Action: ["iam:GetRequestAuthorizationDetails", "iam:SimulatePrincipalPolicy", "iam:ListUsers"], Resource: "*" })} } }
      - { name: bob, password: "${PASSWORD}", policies: [PayrollRead] }
organization:
  managementAccount: "${MANAGEMENT}"
  trustedServices: [access-analyzer.amazonaws.com]
  delegatedAdministrators: [{ account: "${PEOPLE}", service: access-analyzer.amazonaws.com }]
  policies:
    - { name: ProductionGuardrails, type: SERVICE_CONTROL_POLICY, document: ${GUARD} }
  root:
    units:
      - name: Workloads
        units: [{ name: Production, policies: [ProductionGuardrails], accounts: ["${PEOPLE}"] }]
`;

const consoleTest = openConsole(SEED);
const as = (user: string, account = PEOPLE) => ({ account, user, password: PASSWORD });
const answer = (page: Page) => page.getByRole("region", { name: "Answer" });
const question = (more: object = {}) =>
  encodeURIComponent(
    JSON.stringify({
      principal: `arn:aws:iam::${PEOPLE}:user/bob`,
      action: "iam:ListRoles",
      resource: `arn:aws:iam::${PEOPLE}:role/`,
      ...more,
    }),
  );

consoleTest(
  "a denial in the console leads to its page: then and now, and which permission would tell more",
  async (given) => {
    const { open, page, guard, screenshot } = given;
    guard.expect(/40[03]/);
    await signIn(given, as("carl"));
    await open("/iam/roles");
    await page.getByText(/user\/carl is not authorized to perform: iam:ListRoles/).waitFor();
    const link = page.locator("#content").getByRole("link", { name: "Why?" }).first();
    assert.match((await link.getAttribute("href")) ?? "", /^\/console\/why\/e\/[0-9a-z]{25}$/);
    await link.click();
    await answer(page)
      .getByRole("heading", { name: "Denied: a service control policy forbids it" })
      .waitFor();
    await page.getByText("Asked now, it would be the same.").waitFor();
    assert.match((await page.locator(":focus").textContent()) ?? "", /^Denied: /);
    await page.getByRole("button", { name: "Service control policies" }).click();
    await page.getByText("You may not read").first().waitFor();
    assert.equal(
      await page.getByText("NoDeletesWithoutBreakGlass").count(),
      0,
      "what may not be read is nowhere",
    );
    await screenshot("why-denied-reader");
  },
);

consoleTest(
  "the management account's reader sees levels by name, statements with their lines, and every change",
  async (given) => {
    const { page, open } = given;
    // Principals are asked about in their own account: of the management account an administrator asks about one of its own.
    await signIn(given, as("root-admin", MANAGEMENT));
    await open(
      `/why#q=${question({ principal: `arn:aws:iam::${MANAGEMENT}:user/root-admin`, resource: `arn:aws:iam::${MANAGEMENT}:role/` })}`,
    );
    await answer(page)
      .getByRole("heading", { name: /^Allowed/ })
      .waitFor();
    await page.getByRole("button", { name: "Identity policies" }).click();
    await page.getByText("AdministratorAccess").first().waitFor();
  },
);

consoleTest(
  "a member that administers the organization sees its units by name, and how far a change of its policy would reach",
  async (given) => {
    const { page, open } = given;
    await signIn(given, as("ana"));
    await open(`/why#q=${question()}`);
    await answer(page)
      .getByRole("heading", { name: "Denied: a service control policy forbids it" })
      .waitFor();
    await page.getByRole("button", { name: "Service control policies" }).click();
    await page.getByText("NoDeletesWithoutBreakGlass").first().waitFor();
    for (const unit of ["Root", "Workloads", "Production"])
      await page.locator(".rc-why-levels", { hasText: unit }).first().waitFor();
    await page.getByText("· limits 1 account").waitFor();
  },
);

consoleTest(
  "an answer is looked at in both modes and widths, and its states are distinct without colours",
  async (given) => {
    const { page, open, screenshot } = given;
    await signIn(given, as("ana"));
    await open(`/why#q=${question()}`);
    await answer(page)
      .getByRole("heading", { name: "Denied: a service control policy forbids it" })
      .waitFor();
    await page.getByText("Decided here").waitFor();
    await page.getByRole("button", { name: "Identity policies" }).click();
    await page.getByText("PayrollRead").first().waitFor();
    await lookEverywhere(given, "why");
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.emulateMedia({ colorScheme: "light", forcedColors: "active" });
    await screenshot("why-forced-colors");
    const signs = await page
      .locator(".rc-why-grid .rc-sign")
      .evaluateAll((all) => all.map((sign) => sign.innerHTML));
    assert.ok(new Set(signs).size >= 3, "signs differ by their outlines");
  },
);

consoleTest("the link in a denial's message opens its page once somebody has signed in", async (given) => {
  const { open, page, guard, context } = given;
  guard.expect(/40[013]/);
  await signIn(given, as("carl"));
  await open("/iam/groups");
  const told = await page.getByText(/user\/carl is not authorized to perform: iam:ListGroups/).textContent();
  const link = /Go to (\S+) for complete details/.exec(told ?? "")?.[1] ?? "";
  assert.match(link, /\/iam\/home\?region=[\w-]+#\/authorization-details\/[0-9a-z]{25}$/);
  await context.clearCookies();
  await page.goto("about:blank");
  await page.goto(link);
  await new SignInPage(page).signInAsUser(as("carl"));
  await page.waitForURL(/\/console\/why\/e\/[0-9a-z]{25}$/);
  await answer(page).getByRole("heading", { name: "Denied: no identity policy allows it" }).waitFor();
});

consoleTest("a pasted message is read, asked about, linked and downloaded", async (given) => {
  const { page, open, context, endpoint } = given;
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: endpoint });
  await signIn(given, as("ana"));
  await open("/why");
  await page
    .getByLabel("Paste what you have")
    .fill(
      `User: arn:aws:iam::${PEOPLE}:user/bob is not authorized to perform: s3:PutObject on resource: arn:aws:s3:::photos/a because no identity-based policy allows the s3:PutObject action`,
    );
  await page.getByRole("button", { name: "Ask why" }).click();
  await answer(page).getByRole("heading", { name: "Denied: no identity policy allows it" }).waitFor();
  await page.getByText(/not every policy that may have a say/).waitFor();
  await page.getByText('"Action": "s3:PutObject"').waitFor();
  await page.getByRole("button", { name: "Copy link" }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(decodeURIComponent(copied), /\/console\/why#q=.*"action":"s3:PutObject"/);
  for (const [form, holds] of [
    ["Text", /no identity-based policy|Denied/],
    ["JSON", /"decision": "implicitDeny"/],
    ["Picture (SVG)", /^<svg /],
  ] as const) {
    await page.getByRole("button", { name: "Download" }).click();
    const started = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: form }).click();
    assert.match(readFileSync(await (await started).path(), "utf8"), holds);
  }
  await page.getByRole("link", { name: "Ask another" }).click();
  await page.getByLabel("Paste what you have").waitFor();
});

consoleTest("a request is written down, with condition keys and the resource's own policy", async (given) => {
  const { page, open } = given;
  await signIn(given, as("ana"));
  await open("/why");
  await page.getByLabel("Paste what you have").fill("nothing of it");
  await page.getByRole("button", { name: "Ask why" }).click();
  await page.getByText("Nothing of a denial is found in it.").waitFor();
  await page.getByRole("button", { name: "Ask about it" }).click();
  await page.getByText("An action as s3:GetObject").waitFor();
  await page.getByLabel("Principal").fill(`arn:aws:iam::${PEOPLE}:user/bob`);
  await page.getByLabel("Action").fill("s3:GetObject");
  await page.getByLabel("Resource", { exact: true }).fill("arn:aws:s3:::photos/a");
  await page.getByRole("button", { name: "Add a condition key" }).click();
  await page.getByRole("combobox", { name: "Condition key" }).fill("aws:SourceIp");
  await page.getByRole("textbox", { name: "Value" }).fill("192.0.2.1");
  await page.getByRole("button", { name: "The resource's own policy" }).click();
  const Condition = { IpAddress: { "aws:SourceIp": "192.0.2.0/24" } };
  await page
    .getByLabel("Paste its policy")
    .fill(
      DOCUMENT({ Sid: "NoOffice", Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*", Condition }),
    );
  assert.deepEqual(await judgeAccessibility(page), []);
  await page.getByRole("button", { name: "Ask about it" }).click();
  await answer(page).getByRole("heading", { name: "Denied: the resource policy forbids it" }).waitFor();
  await page.getByText("NoOffice").first().waitFor();
  await page
    .getByText(/without aws:SourceIp|with another aws:SourceIp/)
    .first()
    .waitFor();
});

consoleTest("who is gone, and what never was, is told so in place", async (given) => {
  const { page, open, guard } = given;
  guard.expect(/40[0134]/);
  await signIn(given, as("ana"));
  await open(`/why#q=${question({ principal: `arn:aws:iam::${PEOPLE}:user/gone` })}`);
  await page.getByText("There is no user gone in this account.").first().waitFor();
  await open("/why/e/0000000000000000000000000");
  await page
    .getByText(/There is no such denial, or it is over/)
    .first()
    .waitFor();
});

consoleTest("the answer is there 300 ms after the click, and is told", async (given: ConsoleTest) => {
  const { page, open } = given;
  await signIn(given, as("ana"));
  await open(`/why#q=${question()}`);
  await answer(page)
    .getByRole("heading", { name: /^Denied/ })
    .waitFor();
  const took = await page.evaluate(
    async (hash) => {
      const started = performance.now();
      location.hash = hash;
      for (;;) {
        const heading = document.querySelector('section[aria-label="Answer"] h2')?.textContent ?? "";
        if (/no identity policy/.test(heading)) return performance.now() - started;
        if (performance.now() - started > 20_000) return Number.POSITIVE_INFINITY;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
    `q=${question({ action: "s3:PutObject", resource: "arn:aws:s3:::photos/a" })}`,
  );
  console.log(`Why?: ${Math.round(took)} ms from the click to the answer`);
  assert.ok(Number.isFinite(took));
});
