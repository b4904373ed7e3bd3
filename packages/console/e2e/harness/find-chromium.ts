import { existsSync } from "node:fs";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome-stable"];

/** The browser that tests are run in: what CHROMIUM names, else Debian's. Undefined where there is none. */
export function findChromium(): string | undefined {
  const named = process.env.CHROMIUM;
  if (named !== undefined) return named;
  return PLACES.find((path) => existsSync(path));
}

/** Why no page can be tested here; undefined where it can. Told by the test runner beside each test. */
export function whyNoBrowser(): string | undefined {
  return findChromium() === undefined
    ? "no Chromium here: apt-get install chromium, or name one in CHROMIUM"
    : undefined;
}
