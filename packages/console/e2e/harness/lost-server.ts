import type { Locator, Page } from "playwright-core";
import type { RouteAnswer } from "./stand-in-routes.ts";

/** What stands in the place of an answer where the server is to have failed. */
export const FAILURE: RouteAnswer = {
  status: 500,
  body: { error: { code: "ServiceFailure", message: "It failed.", requestId: "3f2c" } },
};

/** What tells on every page that nobody answers. */
export function offlineBarOf(page: Page): Locator {
  return page.getByText(/^Rolecall does not answer\. Nothing is lost; trying again in \d+ s\.$/);
}
