/** The console bench: from asking for a page to its first row, in Chromium. See bench/README.md. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { BenchOptions } from "../bench.ts";
import { launch } from "../launch.ts";
import { median, rounded } from "../measure.ts";
import { type Cookie, QuietBrowser, type QuietPage } from "./quiet-browser.ts";
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
  const browser = await QuietBrowser.launch(process.env.CHROMIUM ?? "/usr/bin/chromium");
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
async function sample(browser: QuietBrowser, endpoint: string, rounds: number): Promise<Samples> {
  const cookie = await signIn(endpoint);
  const samples = {
    cold: [] as number[],
    inApp: [] as number[],
    reload: [] as number[],
    bare: [] as number[],
  };
  for (let round = 0; round < rounds; round++) {
    const page = await browser.openPage(cookie, watchFirstRow);
    await page.goTo(`${endpoint}/_rolecall/health`);
    samples.bare.push(await loadTime(page));
    await page.goTo(`${endpoint}/console/iam/users`);
    samples.cold.push(await firstRow(page));
    await page.until(isThere(LEARN_LINK));
    await page.send("Page.reload");
    await page.until("performance.getEntriesByType('navigation')[0].type === 'reload'");
    samples.reload.push(await firstRow(page));
    await click(page, LEARN_LINK);
    await page.until("document.querySelector('h1')?.textContent === 'Learn'");
    await page.until("delete window.firstRowMs");
    await click(page, USERS_LINK);
    samples.inApp.push((await firstRow(page)) - Number(await page.until("window.clickedMs")));
    await page.close();
  }
  return samples;
}

const LEARN_LINK = 'nav a[href="/console/learn"]';
const USERS_LINK = 'nav a[href="/console/iam/users"]';

const isThere = (selector: string) => `document.querySelector(${JSON.stringify(selector)}) !== null`;

async function click(page: QuietPage, selector: string): Promise<void> {
  await page.until(isThere(selector));
  await page.until(`document.querySelector(${JSON.stringify(selector)}).click() ?? true`);
}

async function signIn(endpoint: string): Promise<Cookie> {
  const answer = await fetch(`${endpoint}/console/session`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Origin: endpoint },
    body: JSON.stringify({ account: "111122223333", user: "ana", password: PASSWORD }),
  });
  const [, name, value] = /^([^=]+)=([^;]*)/.exec(answer.headers.getSetCookie()[0] ?? "") ?? [];
  if (name === undefined || value === undefined)
    throw new Error(`ana could not sign in: ${await answer.text()}`);
  return { name, value, url: endpoint };
}

/** Milliseconds from the page's beginning to its first row, as the page itself saw it. */
async function firstRow(page: QuietPage): Promise<number> {
  return Number(await page.until("window.firstRowMs"));
}

async function loadTime(page: QuietPage): Promise<number> {
  return Number(await page.until("performance.getEntriesByType('navigation')[0].duration || false"));
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
