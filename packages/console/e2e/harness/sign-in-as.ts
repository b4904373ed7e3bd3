import assert from "node:assert/strict";
import type { BrowserContext } from "playwright-core";

export const PASSWORD = "Correct-Horse-1-Battery";

interface SigningIn {
  readonly context: BrowserContext;
  readonly endpoint: string;
  readonly account: string;
  readonly user: string;
}

/** Signs a seeded user in by its password, without the page of it: the browser has the cookie from then on. */
export async function signInAs({ context, endpoint, account, user }: SigningIn): Promise<void> {
  const answer = await context.request.post(`${endpoint}/console/session`, {
    data: { account, user, password: PASSWORD },
    headers: { Origin: endpoint },
  });
  assert.equal(answer.status(), 200, await answer.text());
}
