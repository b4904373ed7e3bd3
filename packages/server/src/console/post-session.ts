import { rootUserId } from "@rolecall/names";
import { endSessionOf, type Given, type SignedIn, SignInRefusal, signIn, type Who } from "@rolecall/sign-in";
import { answerJson, type JsonAnswer } from "./answers.ts";
import type { ConsoleParts } from "./console-parts.ts";
import { setCookie } from "./cookie.ts";
import { optionalText, readFields, requiredText } from "./read-body.ts";
import { showSession } from "./show-identity.ts";
import { consoleLogin, refusedLogin } from "./sign-in-events.ts";
import type { Visit } from "./visit.ts";

/**
 * Signs in. A session that the browser had is over, whoever's it was: nobody can have put one there beforehand.
 * @throws SignInRefusal, ConsoleError
 */
export async function postSession(parts: ConsoleParts, visit: Visit): Promise<JsonAnswer> {
  const { request, secret: before } = visit;
  const given = readGiven(readFields(request.body));
  const signedIn = await recorded(parts, visit, given);
  if (before !== undefined) await endSessionOf(parts.signInParts, before);
  const { live, secret } = signedIn;
  const shown = await showSession(parts.installation.store, live, secret);
  return answerJson(200, shown, setCookie(request, secret));
}

/** Whoever is let in, and whoever is not, is recorded. */
async function recorded(parts: ConsoleParts, visit: Visit, given: Given): Promise<SignedIn> {
  const { signInParts, audit, metrics, installation } = parts;
  const { now, origin } = visit;
  const device = { userAgent: origin.userAgent ?? "", address: origin.sourceIp };
  const startedAt = performance.now();
  const observe = (outcome: string) => {
    const durationMs = performance.now() - startedAt;
    metrics.observe({ service: "signin", operation: "ConsoleLogin", outcome, durationMs });
  };
  try {
    const signedIn = await signIn(signInParts, { given, device, now });
    const { principal } = signedIn.proven;
    const subject = principal.kind === "user" ? principal.user.id : rootUserId(principal.account.id);
    installation.usage.note({ subject, at: now });
    audit.recordSignIn(consoleLogin(parts, visit, signedIn));
    observe("ok");
    return signedIn;
  } catch (error) {
    if (error instanceof SignInRefusal) {
      audit.recordSignIn(refusedLogin(parts, visit, error));
      observe(error.code);
    }
    throw error;
  }
}

type Fields = ReturnType<typeof readFields>;

function readGiven(fields: Fields): Given {
  return {
    who: readWho(fields),
    password: requiredText(fields, "password"),
    mfaCode: optionalText(fields, "mfaCode")?.trim(),
    newPassword: optionalText(fields, "newPassword"),
  };
}

function readWho(fields: Fields): Who {
  const email = optionalText(fields, "email");
  if (email !== undefined) return { email };
  return { account: requiredText(fields, "account"), user: requiredText(fields, "user") };
}
