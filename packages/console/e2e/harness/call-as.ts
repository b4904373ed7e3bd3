import assert from "node:assert/strict";
import type { ConsoleTest } from "./console-test.ts";
import type { SignInAs } from "./sign-in.ts";

/** Calls operations as somebody else, beside the page: `await call("iam/DeleteUser", { UserName })`. */
export type CallAs = (operation: string, input?: object) => Promise<ReturnType<typeof JSON.parse>>;

/** Signs in without a browser. */
export async function callAs({ endpoint }: Pick<ConsoleTest, "endpoint">, given: SignInAs): Promise<CallAs> {
  const send = (path: string, body: object, headers: Record<string, string> = {}) =>
    fetch(`${endpoint}/console${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
  const signedIn = await send("/session", given);
  assert.equal(signedIn.status, 200);
  const { csrfToken } = (await signedIn.json()) as { readonly csrfToken: string };
  const cookie = signedIn.headers
    .getSetCookie()
    .map((each) => each.split(";")[0])
    .join("; ");
  return async (operation, input = {}) => {
    const answer = await send(`/api/${operation}`, input, { cookie, "X-Rolecall-Csrf": csrfToken });
    const told = await answer.json();
    assert.equal(answer.status, 200, JSON.stringify(told));
    return told;
  };
}
