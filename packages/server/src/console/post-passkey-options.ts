import { askPasskey, SignInRefusal } from "@rolecall/sign-in";
import { answerJson, type JsonAnswer } from "./answers.ts";
import { attemptOf } from "./attempt.ts";
import type { ConsoleParts } from "./console-parts.ts";
import { readFields } from "./read-body.ts";
import { readAsking } from "./read-given.ts";
import { refusedLogin } from "./sign-in-events.ts";
import type { Visit } from "./visit.ts";

/**
 * What a page asks the browser's passkeys, and the flow that it sends back with the answer. INVARIANT: a wrong password is recorded as
 * where one signs in: who guesses chooses the path.
 * @throws SignInRefusal, ConsoleError
 */
export async function postPasskeyOptions(parts: ConsoleParts, visit: Visit): Promise<JsonAnswer> {
  const given = readAsking(readFields(visit.request.body));
  const asked = askPasskey(parts.signInParts, attemptOf(parts, visit, given));
  const { flow, options } = await asked.catch((error: unknown) => {
    if (error instanceof SignInRefusal) parts.audit.recordSignIn(refusedLogin(parts, visit, error));
    throw error;
  });
  return answerJson(200, { flow, options });
}
