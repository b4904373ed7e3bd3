import assert from "node:assert/strict";
import { openConsole } from "./harness/console-test.ts";
import { lookEverywhere } from "./harness/look-everywhere.ts";
import { as, PASSWORD, signIn } from "./harness/sign-in.ts";

const ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";

/** The account itself, under a condition. */
function trustOf(condition: object = {}): string {
  const Statement = {
    Effect: "Allow",
    Principal: { AWS: "444455556666" },
    Action: "sts:AssumeRole",
    Condition: condition,
  };
  return JSON.stringify({ Version: "2012-10-17", Statement });
}

const consoleTest = openConsole(`
accounts:
  - id: "444455556666"
    users: [{ name: ana, password: ${PASSWORD}, policies: ["${ADMINISTRATOR}"] }]
    roles:
      - { name: Reader, trust: ${trustOf()} }
      - { name: Payroll, trust: ${trustOf({ Bool: { "aws:MultiFactorAuthPresent": "true" } })} }
      - { name: Strangers, trust: ${trustOf({ StringEquals: { "aws:username": "bob" } })} }
`);

const ROLES = Array.from({ length: 7 }, (_value, at) => ({
  account: "444455556666",
  roleName: `Role${at}`,
  displayName: "",
  color: "#d45b07",
  isPinned: at === 6,
}));

consoleTest(
  "switch role asks who follows a link; pinned roles stand first; nothing to complain of",
  async (given) => {
    const { open, page } = given;
    await signIn(given, as("ana"));
    await page.addInitScript(`localStorage.setItem("rolecall.roles", '${JSON.stringify(ROLES)}')`);
    await open("/switchrole?account=nordwind&roleName=OrganizationReader");
    await page.getByText("ana wants to become OrganizationReader in nordwind").waitFor();
    assert.match(await page.locator(".rc-known-roles li").first().innerText(), /Role6[\s\S]*Unpin/);
    await lookEverywhere(given, "switch-role");
  },
);

consoleTest("roles that trust who is signed in are listed, and a link fills the form", async (given) => {
  const { open, page } = given;
  await signIn(given, as("ana"));
  await open("/switchrole");
  const trusting = page.locator("li", { hasText: "Reader" });
  await page.getByRole("heading", { name: "Roles that trust you (2)" }).waitFor();
  assert.match(
    await page.locator("li", { hasText: "Payroll" }).innerText(),
    /needs aws:MultiFactorAuthPresent/i,
  );
  await trusting.getByRole("link", { name: "Reader" }).click();
  await page.getByText(/ana wants to become Reader in/).waitFor();
});
