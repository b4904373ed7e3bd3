import { listCompanies } from "@rolecall/sign-in";
import { answerJson, type JsonAnswer } from "./answers.ts";
import type { ConsoleParts } from "./console-parts.ts";
import { readFields, requiredText } from "./read-body.ts";
import type { Visit } from "./visit.ts";

/** Identity providers that an account shows to whoever comes to sign in. @throws ConsoleError */
export async function postCompanies({ signInParts }: ConsoleParts, { request }: Visit): Promise<JsonAnswer> {
  const all = await listCompanies(signInParts, requiredText(readFields(request.body), "account"));
  return answerJson(200, {
    companies: all.map(({ displayName, signInUrl }) => ({ displayName, signInUrl })),
  });
}
