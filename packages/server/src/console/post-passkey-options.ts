import { askPasskey } from "@rolecall/sign-in";
import { answerJson, type JsonAnswer } from "./answers.ts";
import { attemptOf } from "./attempt.ts";
import type { ConsoleParts } from "./console-parts.ts";
import { readFields } from "./read-body.ts";
import { readAsking } from "./read-given.ts";
import type { Visit } from "./visit.ts";

/** What a page asks the browser's passkeys, and the flow that it sends back with the answer. @throws SignInRefusal, ConsoleError */
export async function postPasskeyOptions(parts: ConsoleParts, visit: Visit): Promise<JsonAnswer> {
  const given = readAsking(readFields(visit.request.body));
  const { flow, options } = await askPasskey(parts.signInParts, attemptOf(parts, visit, given));
  return answerJson(200, { flow, options });
}
