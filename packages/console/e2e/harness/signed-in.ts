import type { Page } from "playwright-core";
import { answerRoute } from "./stand-in-routes.ts";

/** The identity that a page without a server's session is shown with. */
export const ANA = {
  kind: "user",
  name: "ana",
  arn: "arn:aws:iam::444455556666:user/ana",
  accountId: "444455556666",
  accountAlias: "nordwind-people",
  accountName: "nordwind-people",
  isMfa: true,
  sessionId: "s-1",
} as const;

/** Has the page find a session. The dates follow the page's clock. */
export async function standInForSession(
  page: Page,
  identity: Readonly<Record<string, unknown>> = ANA,
): Promise<void> {
  await answerRoute(page, "GET", "/session", () => {
    const now = Date.now();
    return {
      body: {
        identity: {
          ...identity,
          signedInAt: new Date(now - 3_600_000).toISOString(),
          expiresAt: new Date(now + 32_520_000).toISOString(),
        },
        csrfToken: "csrf",
      },
    };
  });
}
