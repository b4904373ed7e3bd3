/** `/federation`, as AWS's sign-in service has it: brokers and people's own scripts ask it, from anywhere. */
import type { Answer, WholeRequest } from "@rolecall/edge";
import type { ConsoleParts } from "../console-parts.ts";
import { tellPlainly } from "../redirect.ts";
import type { Visit } from "../visit.ts";
import { getSigninToken } from "./get-signin-token.ts";
import { login } from "./login.ts";
import { readParameters } from "./read-parameters.ts";

export const FEDERATION_PATH = "/federation";

type Action = (parts: ConsoleParts, visit: Visit, parameters: URLSearchParams) => Promise<Answer>;

const ACTIONS: Readonly<Record<string, Action>> = { getSigninToken, login };

export async function answerFederation(
  parts: ConsoleParts,
  visit: Visit & { readonly request: WholeRequest },
): Promise<Answer> {
  const { method } = visit.request;
  if (method !== "GET" && method !== "POST") return tellPlainly(405, "405: /federation takes GET and POST.");
  const parameters = readParameters(visit.request);
  const name = parameters.get("Action") ?? "";
  const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  if (action === undefined) return tellPlainly(400, "400: The Action is getSigninToken or login.");
  return action(parts, visit, parameters);
}
