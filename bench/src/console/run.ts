/** The console bench: from asking for a page to its first row, in Chromium. See bench/README.md. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import type { BenchOptions } from "../bench.ts";
import { launch } from "../launch.ts";
import { median, rounded } from "../measure.ts";
import { watchFirstRow } from "./watch-first-row.ts";

const ROUNDS = 15;
const QUICK_ROUNDS = 3;
/** More than one page of the table. */
const USERS = 120;
const PASSWORD = "Correct-horse-9-staple";

/** What a person does not wait for. */
const COLD_BAR_MS = 1_000;
const IN_APP_BAR_MS = 300;

const MAIN = fileURLToPath(new URL("../../../packages/server/bin/main.js", import.meta.url));

export async function run({ report, quick }: BenchOptions): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "rolecall-bench-console-"));
  await writeFile(join(folder, "seed.yaml"), seedText());
  const args = ["-C", "@rolecall/source", MAIN, "start", "--ephemeral", "--port", "0", "--seed", "seed.yaml"];
  const server = await launch({ command: process.execPath, args, folder, group: "bench" });
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
  });
  try {
    const endpoint = `http://127.0.0.1:${server.port}`;
    const rounds = quick ? QUICK_ROUNDS : ROUNDS;
    const samples = await sample(browser, endpoint, rounds);
    report({
      case: "users, 50 rows, cold",
      rounds,
      medianMs: rounded(median(samples.cold)),
      barMs: COLD_BAR_MS,
    });
    report({
      case: "users, 50 rows, in the app",
      rounds,
      medianMs: rounded(median(samples.inApp)),
      barMs: IN_APP_BAR_MS,
    });
    report({ case: "users, 50 rows, reload", rounds, medianMs: rounded(median(samples.reload)) });
    report({ case: "a page without anything", rounds, medianMs: rounded(median(samples.bare)) });
  } finally {
    await browser.close();
    await server.end();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Samples {
  readonly cold: readonly number[];
  readonly inApp: readonly number[];
  readonly reload: readonly number[];
  readonly bare: readonly number[];
}

/** Each round begins with a browser that has nothing kept, and goes through all cases. */
async function sample(browser: Browser, endpoint: string, rounds: number): Promise<Samples> {
  const storageState = await signIn(browser, endpoint);
  const samples = {
    cold: [] as number[],
    inApp: [] as number[],
    reload: [] as number[],
    bare: [] as number[],
  };
  for (let round = 0; round < rounds; round++) {
    const context = await browser.newContext({ storageState, viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    await page.addInitScript(watchFirstRow);
    samples.bare.push(await timeOf(page, async () => void (await page.goto(`${endpoint}/_rolecall/health`))));
    await page.goto(`${endpoint}/console/iam/users`);
    samples.cold.push(await firstRow(page));
    await page.reload();
    samples.reload.push(await firstRow(page));
    await page.locator('nav a[href="/console/learn"]').click();
    await page.getByRole("heading", { name: "Learn", level: 1 }).waitFor();
    await page.evaluate("delete window.firstRowMs");
    await page.locator('nav a[href="/console/iam/users"]').click();
    samples.inApp.push((await firstRow(page)) - Number(await page.evaluate("window.clickedMs")));
    await context.close();
  }
  return samples;
}

async function signIn(browser: Browser, endpoint: string) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${endpoint}/console/signin`);
  await page.getByLabel("Account ID or alias").fill("111122223333");
  await page.getByLabel("User name").fill("ana");
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.locator(".rc-who").waitFor();
  const state = await context.storageState();
  await context.close();
  return state;
}

/** Milliseconds from the page's beginning to its first row, as the page itself saw it. */
async function firstRow(page: Page): Promise<number> {
  await page.locator("tbody .rc-one-line").first().waitFor();
  return Number(await page.evaluate("window.firstRowMs"));
}

async function timeOf(page: Page, act: () => Promise<void>): Promise<number> {
  await act();
  return Number(await page.evaluate("performance.getEntriesByType('navigation')[0].duration"));
}

function seedText(): string {
  const others = Array.from({ length: USERS }, (_value, at) => `      - { name: user-${at} }`);
  return [
    "accounts:",
    '  - id: "111122223333"',
    "    users:",
    `      - { name: ana, password: "${PASSWORD}", policies: ["arn:aws:iam::aws:policy/AdministratorAccess"] }`,
    ...others,
  ].join("\n");
}
