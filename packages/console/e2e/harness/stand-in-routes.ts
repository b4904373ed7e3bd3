import type { Page } from "playwright-core";

/** What a route of the console's HTTP answers in a test. */
export interface RouteAnswer {
  readonly status?: number;
  readonly body: unknown;
  readonly delayMs?: number;
}

interface PausedRequest {
  readonly method: string;
  /** Parsed, of a request that has one. */
  readonly body: unknown;
}

/** What becomes of a request: an answer in the server's place, the server's own, or none. */
export type RouteVerdict = RouteAnswer | "pass" | "refuse";

/**
 * Decides what becomes of each request to a URL, in this page alone. Playwright's own routes would switch the browser's cache off, and every
 * page would compile the console anew. https://chromedevtools.github.io/devtools-protocol/tot/Fetch/
 * @param url with `*` for anything
 * @returns ends it
 */
export async function interceptRoute(
  page: Page,
  url: string,
  decide: (request: PausedRequest) => RouteVerdict | Promise<RouteVerdict>,
): Promise<() => Promise<void>> {
  const devTools = await page.context().newCDPSession(page);
  devTools.on("Fetch.requestPaused", async ({ requestId, request: { method, postData } }) => {
    try {
      const verdict = await decide({ method, body: postData === undefined ? null : JSON.parse(postData) });
      if (verdict === "pass") await devTools.send("Fetch.continueRequest", { requestId });
      else if (verdict === "refuse")
        await devTools.send("Fetch.failRequest", { requestId, errorReason: "ConnectionRefused" });
      else await devTools.send("Fetch.fulfillRequest", { requestId, ...(await toResponse(verdict)) });
    } catch (error) {
      // A page that was closed or left waits for no answer.
      if (!page.isClosed() && !/Invalid InterceptionId|closed/.test(String(error))) throw error;
    }
  });
  await devTools.send("Fetch.enable", { patterns: [{ urlPattern: url }] });
  return () => devTools.detach();
}

async function toResponse({ status = 200, body, delayMs = 0 }: RouteAnswer) {
  if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
  return {
    responseCode: status,
    responseHeaders: [{ name: "Content-Type", value: "application/json" }],
    body: Buffer.from(JSON.stringify(body)).toString("base64"),
  };
}

/** Answers a route in the server's place: `answerRoute(page, "POST", "/api/iam/ListUsers", …)`. */
export async function answerRoute(
  page: Page,
  method: string,
  path: string,
  answer: (body: unknown) => RouteAnswer | Promise<RouteAnswer>,
): Promise<void> {
  await interceptRoute(page, `*/console${path}`, (request) =>
    request.method === method ? answer(request.body) : "pass",
  );
}

/** Nobody answers a route until the returned function is called. */
export function refuseRoute(page: Page, path: string): Promise<() => Promise<void>> {
  return interceptRoute(page, `*/console${path}`, () => "refuse");
}
