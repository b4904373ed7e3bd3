import assert from "node:assert/strict";
import { PAGES } from "../src/app/pages.ts";
import { type ConsoleTest, openConsole } from "./harness/console-test.ts";
import { findWideness } from "./harness/find-wideness.ts";
import { ACCOUNT, PASSWORD, signIn } from "./harness/sign-in.ts";
import { walkByTab } from "./harness/tab-stops.ts";

const ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";
const LONG_NAME = "Personalabrechnungsverwaltungs-Leserolle-Niederlassung-Suedwest1";
const TRUST = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: "sts:AssumeRole" },
  ],
});

/** Names as they come: of 64 letters, with umlauts, from right to left. */
const consoleTest = openConsole(`
accounts:
  - id: "${ACCOUNT}"
    name: "Südwest & Söhne"
    groups: [{ name: ${LONG_NAME} }]
    users:
      - { name: ${LONG_NAME}, password: "${PASSWORD}", policies: [${ADMINISTRATOR}], tags: { Straße: "Übergrößenträger", שם: "שלום עולם" } }
    roles:
      - { name: ${LONG_NAME}, trust: ${TRUST}, policies: [${ADMINISTRATOR}], description: "Prüft Gehälter" }
  - { id: "111122223333", name: "חשבונות וכוח אדם" }
organization:
  managementAccount: "${ACCOUNT}"
  root:
    units: [{ name: "Größte Einheit von allen, die es je gab", accounts: ["111122223333"] }]
`);

const VALUES: Readonly<Record<string, string>> = {
  userName: LONG_NAME,
  groupName: LONG_NAME,
  roleName: LONG_NAME,
  arn: ADMINISTRATOR,
  policyArn: ADMINISTRATOR,
  accountId: "111122223333",
  policyId: "p-FullAWSAccess",
};

/** Every page that stands in the frame, with something that is there where it is about one. Links of AWS's lead on to others. */
const PATHS = PAGES.filter(({ path, frame }) => frame !== "bare" && !path.startsWith("/iam/home")).map(
  ({ path }) => path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(VALUES[name] ?? "none")),
);

const asLong = { account: ACCOUNT, user: LONG_NAME, password: PASSWORD };

/** Another than the first, which one would not come to. A link that is followed before the page is there would load the next one whole. */
async function beginAtLast(given: ConsoleTest): Promise<void> {
  await signIn(given, asLong);
  await given.open(PATHS.at(-1) ?? "");
  await given.page.locator("#content h1").waitFor();
}

/** As a link does: without a reload. The page is there once its heading has the focus. */
async function follow({ page }: ConsoleTest, path: string): Promise<"there" | "without focus"> {
  await page.evaluate((href) => {
    const link = document.createElement("a");
    link.href = href;
    document.body.append(link);
    link.click();
    link.remove();
  }, `/console${path}`);
  await page.waitForURL(`**/console${path}`);
  const heading = page.locator("#content h1:focus").waitFor();
  return heading.then(
    () => "there",
    () => "without focus",
  );
}

consoleTest(
  "each page by the Tab key: skip link, top bar, who one is, toolbar, pages, content; and no order but the page's own",
  async (given) => {
    const { page, guard } = given;
    guard.expect(/40\d|501/);
    await beginAtLast(given);
    const wrong: unknown[] = [];
    for (const path of PATHS) {
      if ((await follow(given, path)) !== "there") wrong.push([path, "without focus"]);
      await page.waitForLoadState("networkidle");
      const ordered = await page
        .locator("#content [tabindex]:not([tabindex='0']):not([tabindex^='-'])")
        .count();
      if (ordered > 0) wrong.push([path, `${ordered} elements with an order of their own`]);
      const parts = await walkByTab(page);
      const expected = ["skip", "top", "who", "toolbar", "navigation", "content"];
      const isShort = JSON.stringify(parts) === JSON.stringify(expected.slice(0, -1));
      if (!isShort && JSON.stringify(parts) !== JSON.stringify(expected)) wrong.push([path, parts]);
    }
    assert.deepEqual(wrong, []);
  },
);

consoleTest(
  "each page at 375 px: the heading has the focus once one has come to it, and nothing scrolls sideways",
  async (given) => {
    const { page, guard } = given;
    guard.expect(/40\d|501/);
    await beginAtLast(given);
    const wrong: unknown[] = [];
    for (const path of PATHS) {
      if ((await follow(given, path)) !== "there")
        wrong.push([
          path,
          "focus",
          await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 160)),
        ]);
      await page.waitForLoadState("networkidle");
      const wideness = await findWideness(page);
      if (wideness.length > 0) wrong.push([path, ...wideness]);
    }
    assert.deepEqual(wrong, []);
  },
  { width: 375, height: 812 },
);

consoleTest(
  "who one is and what a role is are told without colours, forced or none",
  async (given) => {
    const { open, page, context, endpoint, screenshot } = given;
    await signIn(given, asLong);
    await open("/switchrole");
    const csrf = await page.evaluate(async () => (await (await fetch("/console/session")).json()).csrfToken);
    const role = { account: ACCOUNT, roleName: LONG_NAME, displayName: "מבקר", color: "#d13212" };
    const became = await context.request.post(`${endpoint}/console/session/role`, {
      data: role,
      headers: { Origin: endpoint, "X-Rolecall-Csrf": csrf },
    });
    assert.equal(became.status(), 200);
    await open(`/iam/roles/${LONG_NAME}`);
    const swatch = page.locator(".rc-who .rc-swatch");
    await swatch.waitFor();
    await page.locator(".rc-sentence").waitFor();
    await screenshot("role-forced-colours");
    assert.equal(await swatch.innerText(), "P");
    const colour = await swatch.evaluate((element) => getComputedStyle(element).backgroundColor);
    assert.equal(colour, "rgb(209, 50, 18)", "kept where colours are forced");
    const isolated = await page
      .locator(".rc-who b")
      .first()
      .evaluate((each) => getComputedStyle(each).unicodeBidi);
    assert.equal(isolated, "isolate");
    const devTools = await context.newCDPSession(page);
    await page.emulateMedia({ forcedColors: "none" });
    await devTools.send("Emulation.setEmulatedVisionDeficiency", { type: "achromatopsia" });
    await screenshot("role-greyscale");
  },
  { forcedColors: "active" },
);
