import { sessionCaller } from "@rolecall/access";
import { decodeClaims } from "@rolecall/credentials";
import type { Answer } from "@rolecall/edge";
import type { ConsoleParts } from "../console-parts.ts";
import { holdSession } from "../hold-session.ts";
import { ownDestination } from "../own-destination.ts";
import { leadTo, tellPlainly } from "../redirect.ts";
import type { Visit } from "../visit.ts";
import { spendSignInToken } from "./sign-in-token.ts";

/** The words are ours. */
const INVALID =
  "400: The sign-in token is not one of this server, was used before, or is older than 15 minutes. Ask for another one.";

/** Signs in as the session that the token was given for. What Issuer says is where the person came from, and is led nowhere. */
export async function login(parts: ConsoleParts, visit: Visit, parameters: URLSearchParams): Promise<Answer> {
  const { installation } = parts;
  const token = await spendSignInToken(installation, parameters.get("SigninToken"), visit.now);
  if (token === undefined) return tellPlainly(400, INVALID);
  const { accessKeyId } = token;
  const caller = sessionCaller(decodeClaims(token.claims), accessKeyId);
  const { cookie } = await holdSession(parts, visit, caller);
  const destination = parameters.get("Destination") ?? undefined;
  return leadTo(ownDestination(destination, installation.publicUrl), [cookie]);
}
