import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { findChromium, whyNoBrowser } from "./find-chromium.ts";
import { guardPage, type PageGuard } from "./guard-page.ts";
import { type ConsoleServer, startServer } from "./start-server.ts";

/** What a test is given: a page of its own in a context of its own, guarded. */
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
}

/** Where pictures go; the folder stays, so that they can be looked at. */
const PICTURES = process.env.ROLECALL_CONSOLE_PICTURES ?? join(tmpdir(), "rolecall-console-pictures");

/**
 * One server and one browser for a test file. Call it at the top of the file, and `consoleTest` for each test:
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
      const { width = 1440, height = 900, colorScheme = "light", forcedColors = "none", host } = options;
      const endpoint = host === undefined ? server.endpoint : server.endpoint.replace("127.0.0.1", host);
      const context = await browser.newContext({
        viewport: { width, height },
        colorScheme,
        forcedColors,
        reducedMotion: "reduce",
        locale: "en-GB",
        timezoneId: "UTC",
      });
      try {
        const page = await context.newPage();
        page.setDefaultTimeout(45_000);
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
        await context.close();
      }
    });
  };
}

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium() ?? "",
    // Tests run as root in CI, where Chromium's sandbox cannot.
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
  });
}

async function takePicture(page: Page, name: string): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
}
