import type { IdentifiedCaller } from "@rolecall/access";
import type { SessionClaims } from "@rolecall/credentials";
import type { Answer } from "@rolecall/edge";
import { answerJson } from "../answers.ts";
import type { ConsoleParts } from "../console-parts.ts";
import { PLAIN_HEADERS, tellPlainly } from "../redirect.ts";
import { heldIdentity } from "../sign-in-events.ts";
import type { Visit } from "../visit.ts";
import { callerOf, readSession } from "./session-credentials.ts";
import { sealSignInToken } from "./sign-in-token.ts";

/** AWS's words for whatever is wrong with the session or its duration (as people report them). */
const INVALID =
  "400: Invalid Credentials Parameter. The request sent by the client was syntactically incorrect.";

const DURATION = { min: 900, max: 43_200 } as const;

/**
 * A broker shows temporary credentials, of a role or a federated user, and gets a token that signs in as that session.
 * Source: IAM User Guide, "Enable custom identity broker access to the AWS console".
 */
export async function getSigninToken(
  parts: ConsoleParts,
  visit: Visit,
  parameters: URLSearchParams,
): Promise<Answer> {
  const { installation, audit } = parts;
  const { now, origin } = visit;
  const session = readSession(parameters.get("Session"));
  const caller = session && (await callerOf(installation, session, installation.clock()));
  const claims = caller && sessionOf(caller, parameters.get("SessionDuration"), now);
  const identity = caller === undefined ? UNKNOWN : heldIdentity(caller);
  const event = {
    name: "GetSigninToken",
    identity,
    accountId: caller?.accountId,
    isProven: caller !== undefined,
    origin,
    now,
    additional: { MobileVersion: "No", MfaUsed: "No" },
  } as const;
  if (caller === undefined || claims === undefined) {
    audit.recordSignIn({ ...event, errorMessage: "Failed authentication" });
    return tellPlainly(400, INVALID);
  }
  audit.recordSignIn(event);
  const token = sealSignInToken(installation, { accessKeyId: caller.accessKeyId, claims }, now);
  return answerJson(200, { SigninToken: token }, PLAIN_HEADERS);
}

const UNKNOWN = { type: "Unknown" } as const;

/**
 * What the console's session will be: for as long as was asked, where the role was assumed by who has keys that last; for as long as the
 * credentials else. Revoked with them: it was issued when they were.
 * @returns undefined where it is none of these, or the duration is not to be asked for
 */
function sessionOf(
  { kind, session }: IdentifiedCaller,
  asked: string | null,
  now: number,
): SessionClaims | undefined {
  if (session === undefined || session.delegation !== undefined || session.forwarded !== undefined)
    return undefined;
  if (kind !== "roleSession" && kind !== "federatedUser") return undefined;
  if (asked === null) return session;
  // "Do not use the SessionDuration parameter" with GetFederationToken, and with role chaining.
  if (kind === "federatedUser" || session.chained === true || !/^\d{1,6}$/.test(asked)) return undefined;
  const seconds = Number(asked);
  if (seconds < DURATION.min || seconds > DURATION.max) return undefined;
  return { ...session, expiresAtSeconds: Math.floor(now / 1000) + seconds };
}
