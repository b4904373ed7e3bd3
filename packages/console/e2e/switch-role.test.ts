import assert from "node:assert/strict";
import { openConsole } from "./harness/console-test.ts";
import { lookEverywhere } from "./harness/look-everywhere.ts";
import { standInForSession } from "./harness/signed-in.ts";

const consoleTest = openConsole(`
accounts:
  - id: "444455556666"
    users: [{ name: ana }]
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
    await standInForSession(page);
    await page.addInitScript(`localStorage.setItem("rolecall.roles", '${JSON.stringify(ROLES)}')`);
    await open("/switchrole?account=nordwind&roleName=OrganizationReader");
    await page.getByText("ana wants to become OrganizationReader in nordwind").waitFor();
    assert.match(await page.locator(".rc-known-roles li").first().innerText(), /Role6[\s\S]*Unpin/);
    await lookEverywhere(given, "switch-role");
  },
);
