import { rootUserId } from "@rolecall/names";
import { endSessionOf, type SignedIn, SignInRefusal, signIn } from "@rolecall/sign-in";
import { answerJson, type JsonAnswer } from "./answers.ts";
import { attemptOf } from "./attempt.ts";
import type { ConsoleParts } from "./console-parts.ts";
import { sessionCookie } from "./cookie.ts";
import { knownDeviceCookie } from "./known-device-cookie.ts";
import { readFields } from "./read-body.ts";
import { readGiven } from "./read-given.ts";
import { showSession } from "./show-identity.ts";
import { consoleLogin, refusedLogin } from "./sign-in-events.ts";
import type { Visit } from "./visit.ts";

/**
 * Signs in. A session that the browser had is over, whoever's it was: nobody can have put one there beforehand.
 * @throws SignInRefusal, ConsoleError
 */
export async function postSession(parts: ConsoleParts, visit: Visit): Promise<JsonAnswer> {
  const { request, secret: before } = visit;
  const signedIn = await recorded(parts, visit, readGiven(readFields(request.body)));
  if (before !== undefined) await endSessionOf(parts.signInParts, before);
  const { live, secret, knownDevice } = signedIn;
  const shown = await showSession(parts.installation.store, live, secret);
  const cookies = [sessionCookie(request, secret), knownDeviceCookie(request, knownDevice)];
  return { ...answerJson(200, shown), cookies };
}

/** Whoever is let in, and whoever is not, is recorded. */
async function recorded(
  parts: ConsoleParts,
  visit: Visit,
  given: ReturnType<typeof readGiven>,
): Promise<SignedIn> {
  const { signInParts, audit, metrics, installation } = parts;
  const { now } = visit;
  const startedAt = performance.now();
  const observe = (outcome: string) => {
    const durationMs = performance.now() - startedAt;
    metrics.observe({ service: "signin", operation: "ConsoleLogin", outcome, durationMs });
  };
  try {
    const signedIn = await signIn(signInParts, attemptOf(parts, visit, given));
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
