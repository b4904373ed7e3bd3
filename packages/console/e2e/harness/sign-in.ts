import assert from "node:assert/strict";
import type { ConsoleTest } from "./console-test.ts";

export interface SignInAs {
  readonly account: string;
  readonly user: string;
  readonly password: string;
}

export interface SignInAsRoot {
  readonly email: string;
  readonly password: string;
}

/** Of the seeds of these tests. */
export const ACCOUNT = "444455556666";
export const PASSWORD = "Correct-Horse-1-Battery";

export const as = (user: string): SignInAs => ({ account: ACCOUNT, user, password: PASSWORD });

/** Signs in at the server, as the sign-in page does; the cookie is the browser's from then on. */
export async function signIn(
  { context, endpoint }: Pick<ConsoleTest, "context" | "endpoint">,
  given: SignInAs | SignInAsRoot,
): Promise<void> {
  const answer = await context.request.post(`${endpoint}/console/session`, {
    data: given,
    headers: { Origin: endpoint },
  });
  assert.equal(answer.status(), 200, await answer.text());
}
