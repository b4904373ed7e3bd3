import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { findChromium, whyNoBrowser } from "./find-chromium.ts";
import { guardPage, type PageGuard } from "./guard-page.ts";
import { type ConsoleServer, startServer } from "./start-server.ts";

/** What a test is given: a page of its own, guarded, in a browser that knows nobody. */
export interface ConsoleTest {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly guard: PageGuard;
  readonly endpoint: string;
  /** Opens a page of the console: `open("/iam/users")`. */
  open(path: string): Promise<void>;
  /** Writes a picture into a folder outside of the repository, for people who look. */
  screenshot(name: string): Promise<void>;
}

export interface ConsoleTestOptions {
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: "light" | "dark";
  readonly forcedColors?: "active" | "none";
  /** By which name the browser comes: passkeys belong to names. The address where nothing is said. */
  readonly host?: "localhost";
  /** In a context of its own, which reads and compiles the console anew: for what stays a context's, as a clock of Playwright's does. */
  readonly isAlone?: boolean;
}

const KEPT_BY_PAGES = "local_storage,indexeddb,cache_storage,service_workers";

/** Where pictures go, for people who look; none are taken where it is not said. */
const PICTURES = process.env.ROLECALL_CONSOLE_PICTURES;

/**
 * One server and one browser for a test file, whose tests share what the browser compiled of the console: that is most of what a first
 * page costs. Call it at the top of the file, and `consoleTest` for each test:
 *
 *     const consoleTest = openConsole(SEED);
 *     consoleTest("users are listed", async ({ open, page }) => { … });
 *
 * Where there is no Chromium, each test is reported with the reason, and not run.
 */
export function openConsole(seed: string, start: (seed: string) => Promise<ConsoleServer> = startServer) {
  const reason = whyNoBrowser();
  let server: ConsoleServer;
  let browser: Browser;
  let shared: BrowserContext | undefined;
  before(async () => {
    if (reason !== undefined) return;
    // One after the other: a browser beside a server that does not start would keep the run waiting.
    server = await start(seed);
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });
  return (
    name: string,
    run: (given: ConsoleTest) => Promise<void>,
    options: ConsoleTestOptions = {},
  ): void => {
    test(name, { ...(reason !== undefined && { skip: reason }), timeout: 300_000 }, async () => {
      const { host, isAlone = false } = options;
      const endpoint = host === undefined ? server.endpoint : server.endpoint.replace("127.0.0.1", host);
      if (!isAlone) shared ??= await openContext(browser);
      const context = (!isAlone && shared) || (await openContext(browser));
      const page = await openPage(context, options);
      try {
        const guard = guardPage(page, endpoint);
        await run({
          page,
          context,
          guard,
          endpoint,
          open: async (path) => void (await page.goto(`${endpoint}/console${path}`)),
          screenshot: (picture) => takePicture(page, picture),
        });
        assert.deepEqual(guard.complaints, []);
      } finally {
        if (isAlone) await context.close();
        else await forgetAll(context, page, endpoint);
      }
    });
  };
}

function openContext(browser: Browser): Promise<BrowserContext> {
  return browser.newContext({ reducedMotion: "reduce", locale: "en-GB", timezoneId: "UTC" });
}

async function openPage(context: BrowserContext, options: ConsoleTestOptions): Promise<Page> {
  const { width = 1440, height = 900, colorScheme = "light", forcedColors = "none" } = options;
  const page = await context.newPage();
  page.setDefaultTimeout(45_000);
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme, forcedColors });
  return page;
}

/** What the next test must not find: who was signed in, what pages kept, what they were allowed. The files of the console may stay. */
async function forgetAll(context: BrowserContext, page: Page, endpoint: string): Promise<void> {
  // What is still shown would keep on writing.
  await page.goto("about:blank");
  const devTools = await context.newCDPSession(page);
  await devTools.send("Storage.clearDataForOrigin", { origin: endpoint, storageTypes: KEPT_BY_PAGES });
  await context.clearCookies();
  await context.clearPermissions();
  for (const each of context.pages()) await each.close();
}

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium() ?? "",
    // Tests run as root in CI, where Chromium's sandbox cannot.
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
  });
}

async function takePicture(page: Page, name: string): Promise<void> {
  if (PICTURES === undefined) return;
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
}
