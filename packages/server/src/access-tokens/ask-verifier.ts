/** Asks who a bearer of an access token is. Source: RFC 7662. */
import {
  type AccessTokenIdentity,
  introspectionForm,
  isAccessToken,
  readIntrospection,
} from "@rolecall/federation/access-token";
import {
  type AccessTokenVerifiers,
  createPreparationGate,
  type GateLimits,
  VerifierUnavailable,
} from "@rolecall/operations";
import { checkTarget, type TargetGround } from "../outside-issuers/checked-target.ts";
import { orAbort } from "../outside-issuers/or-abort.ts";
import { request } from "../outside-issuers/request-document.ts";
import type { NamedVerifier } from "./named-verifier.ts";

/** The whole of it, name and connection and answer. Milliseconds. */
const ANSWER_MS = 5_000;

/**
 * Every token that anybody makes up is one question to the verifier: few at a time, and of one address fewer, so that one who sends
 * many waits behind its own. All of them are strangers, and one account to the gate.
 */
const LIMITS: GateLimits = {
  atOnce: 32,
  atOnceOfCaller: 8,
  waiting: 512,
  waitingOfAccount: 512,
  waitingOfCaller: 64,
};

interface Asking extends TargetGround {
  /** In milliseconds. */
  readonly clock: () => number;
}

export function createVerifiers(named: readonly NamedVerifier[], asking: Asking): AccessTokenVerifiers {
  return new Map(
    named.map((verifier) => {
      const gate = createPreparationGate(LIMITS);
      return [
        verifier.provider,
        async (token: string, from: string) => {
          // Nobody is asked about what cannot be one.
          if (!isAccessToken(token)) return undefined;
          return gate.pass({ accountId: "", callerId: from }, () => ask(verifier, token, asking));
        },
      ];
    }),
  );
}

/** INVARIANT: a token goes to the address that was checked and to no other: redirects are not followed. */
async function ask(
  { url, authorization }: NamedVerifier,
  token: string,
  { clock, ...ground }: Asking,
): Promise<AccessTokenIdentity | undefined> {
  const signal = AbortSignal.timeout(ANSWER_MS);
  const headers = {
    "content-type": "application/x-www-form-urlencoded",
    ...(authorization !== undefined && { authorization }),
  };
  const answer = await orAbort(checkTarget(url, ground), signal)
    .then((target) => request(target, { sending: { body: introspectionForm(token), headers }, signal }))
    .catch((error: unknown) => {
      throw new VerifierUnavailable(`${url}: ${error instanceof Error ? error.message : "failed"}`);
    });
  if (answer.status !== 200) throw new VerifierUnavailable(`${url}: the answer is ${answer.status}`);
  const read = readIntrospection(answer.body, Math.floor(clock() / 1000));
  if (read === undefined) throw new VerifierUnavailable(`${url}: the answer is none of RFC 7662`);
  return read === "inactive" ? undefined : read;
}
