/** The built site in a real browser: what pages look like, what they load, and whether the search finds. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type ConsoleTest, openConsole } from "../../packages/console/e2e/harness/console-test.ts";
import { judgeAccessibility } from "../../packages/console/e2e/harness/judge-accessibility.ts";
import { buildSite } from "../src/build-site.ts";
import { serveSite } from "../src/serve-site.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

const siteTest = openConsole("", async () => {
  const folder = mkdtempSync(join(tmpdir(), "rolecall-site-"));
  await buildSite({ root: ROOT, folder });
  const { endpoint, stop } = await serveSite(folder, 0);
  return {
    endpoint,
    async stop() {
      await stop();
      rmSync(folder, { recursive: true });
    },
  };
});

/** One of each kind: first page, section's list, short, long with tables, sessions, written of the program, a shown file. */
const KINDS = {
  home: "index.html",
  section: "how-to/index.html",
  "how-to": "how-to/gitlab.html",
  tables: "denials.html",
  written: "reference/metrics.html",
  decision: "decisions/0002-dependencies.html",
  file: "files/deploy/alerts.yml.html",
} as const;

/** Each colour and each width is judged; axe sees the same elements whichever go together. */
const LOOKS = [
  { colorScheme: "light", width: 1440, isJudged: true },
  { colorScheme: "dark", width: 1440, isJudged: false },
  { colorScheme: "light", width: 375, isJudged: false },
  { colorScheme: "dark", width: 375, isJudged: true },
] as const;

async function look({ page, endpoint, screenshot }: ConsoleTest, name: string, address: string) {
  for (const { colorScheme, width, isJudged } of LOOKS) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: width === 375 ? 812 : 900 });
    await page.goto(`${endpoint}/${address}`);
    const where = `${name}, ${colorScheme} at ${width} px`;
    if (isJudged) assert.deepEqual(await judgeAccessibility(page), [], where);
    const wide = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    assert.ok(wide <= 0, `${where} is ${wide} px too wide`);
    await screenshot(`site-${name}-${colorScheme}-${width}`);
  }
}

for (const [name, address] of Object.entries(KINDS)) {
  siteTest(`${address} is for everybody, light and dark, wide and narrow`, (given) =>
    look(given, name, address),
  );
}

siteTest("the search finds a passage by its words, and a key leads there", async ({ page, endpoint }) => {
  await page.goto(`${endpoint}/how-to/gitlab.html`);
  await page.keyboard.press("/");
  await page.keyboard.type("authorization id denied");
  const found = page.getByRole("option");
  await found.first().waitFor();
  assert.ok((await found.count()) > 1);
  await page.keyboard.press("ArrowDown");
  assert.equal(await found.first().getAttribute("aria-selected"), "true");
  assert.deepEqual(await judgeAccessibility(page), []);
  const [heading = ""] = await found.first().locator("strong").allTextContents();
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => !url.pathname.endsWith("gitlab.html"));
  assert.ok(heading.startsWith((await page.locator("h1").textContent()) ?? "?"));
  await page.locator("#search").fill("qqqqzzzz");
  await page.getByText("Nothing is found.").waitFor();
});

siteTest("colours that were chosen stay", async ({ page, endpoint }) => {
  await page.goto(`${endpoint}/index.html`);
  const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await background();
  await page.getByRole("button", { name: "Dark" }).click();
  const dark = await background();
  assert.notEqual(dark, light);
  await page.goto(`${endpoint}/seed.html`);
  assert.equal(await background(), dark);
  await page.getByRole("button", { name: "Light" }).click();
  assert.equal(await background(), light);
});

siteTest("a block of a session is copied without what was answered", async ({ page, context, endpoint }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(`${endpoint}/organizations.html`);
  const block = page.locator(".block").filter({ hasText: "create-organization" }).first();
  await block.hover();
  await block.getByRole("button").click();
  await block.getByText("Copied").waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(copied, /^aws organizations create-organization /);
  assert.doesNotMatch(copied, /^(?:\$|o-|r-)/m);
});
