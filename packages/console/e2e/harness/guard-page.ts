import type { Page } from "playwright-core";

export interface PageGuard {
  /** What went wrong so far: console errors, reports of the policy, requests to elsewhere, scripts that threw. */
  readonly complaints: readonly string[];
  /** A complaint that a test brings about on purpose, and expects: it is not counted. */
  expect(pattern: RegExp): void;
}

/** Watches a page for what no page may do. Each test ends by finding no complaint. */
export function guardPage(page: Page, endpoint: string): PageGuard {
  const heard: string[] = [];
  const expected: RegExp[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning")
      heard.push(`console ${message.type()}: ${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => heard.push(`thrown: ${error.stack ?? error.message}`));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(`${endpoint}/`) && !/^(?:blob|about):/.test(url))
      heard.push(`request elsewhere: ${url}`);
  });
  return {
    get complaints() {
      return heard.filter((text) => !expected.some((pattern) => pattern.test(text)));
    },
    expect: (pattern) => void expected.push(pattern),
  };
}
