import type { Cookie } from "playwright-core";
import type { ConsoleTest } from "./console-test.ts";
import { as, PASSWORD, signIn } from "./sign-in.ts";

/** Signs in as a user of the tests' account, or as the root user of another: each once a file, since passwords cost what they are to cost. */
export function createSignInOnce() {
  const known = new Map<string, readonly Cookie[]>();
  return async (given: Pick<ConsoleTest, "context" | "endpoint">, who: string): Promise<void> => {
    const { context } = given;
    const cookies = known.get(who);
    if (cookies !== undefined) return context.addCookies([...cookies]);
    if (who.includes("@")) await signIn(given, { email: who, password: PASSWORD });
    else await signIn(given, as(who));
    known.set(who, await context.cookies());
  };
}
