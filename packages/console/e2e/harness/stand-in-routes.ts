import type { Page } from "playwright-core";

/** What a route of the console's HTTP answers in a test. */
export interface RouteAnswer {
  readonly status?: number;
  readonly body: unknown;
  readonly delayMs?: number;
}

/** Answers a route in the server's place, in this page alone: `answerRoute(page, "POST", "/api/iam/ListUsers", …)`. */
export async function answerRoute(
  page: Page,
  method: string,
  path: string,
  answer: (body: unknown) => RouteAnswer | Promise<RouteAnswer>,
): Promise<void> {
  await page.route(`**/console${path}`, async (route) => {
    const request = route.request();
    if (request.method() !== method) return route.fallback();
    const { status = 200, body, delayMs = 0 } = await answer(request.postDataJSON());
    if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
    await route.fulfill({ status, contentType: "application/json", body: JSON.stringify(body) });
  });
}
