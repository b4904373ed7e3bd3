import { malformed, SamlRefusal } from "../saml-refusal.ts";
import { isAcceptedAudience, isAcceptedRecipient } from "./accepted-audience.ts";
import type { Assertion } from "./read-assertion.ts";

/**
 * How much is asked of an assertion. AWS was recorded to take assertions for any audience and recipient, of any time to come, signed by
 * certificates that had expired, and as often as they are sent: "aws" is as AWS is, "strict" is as SAML asks for.
 */
export type SamlChecks = "strict" | "aws";

export interface Checking {
  readonly checks: SamlChecks;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Audiences and recipients that are taken besides AWS's. */
  readonly audiences: ReadonlySet<string>;
}

/** How far the provider's clock may be ahead. */
const SKEW_MS = 300_000;

/** Source: IAM User Guide, "Troubleshoot SAML federation": a response is redeemed within five minutes of issuance. */
export const REDEEMABLE_MS = 300_000;

/** Refuses what is not good now, or was not made to be sent here. @throws SamlRefusal */
export function checkAssertion(assertion: Assertion, checking: Checking): void {
  const { now, checks } = checking;
  const { conditions, confirmation, sessionEndsAt, issuedAt } = assertion;
  const ends = [conditions.until, confirmation.until, sessionEndsAt].filter((end) => end !== undefined);
  if (ends.some((end) => end <= now)) throw new SamlRefusal("expired", "The assertion has expired.");
  if (issuedAt < now - REDEEMABLE_MS) throw new SamlRefusal("old", "The assertion was issued too long ago.");
  if (checks === "strict") checkStrictly(assertion, checking);
}

function checkStrictly(assertion: Assertion, { now, audiences }: Checking): void {
  const { conditions, confirmation, issuedAt, recipient } = assertion;
  // Source: SAML 2.0 Profiles, 4.1.4.2: a bearer's confirmation has no NotBefore.
  if (confirmation.from !== undefined) throw malformed("SubjectConfirmationData has a NotBefore.");
  if (Math.max(issuedAt, conditions.from ?? 0) > now + SKEW_MS)
    throw new SamlRefusal("early", "The assertion is good from a time on that is to come.");
  const isMeant =
    assertion.audiences.length > 0 &&
    assertion.audiences.every((any) => any.some((audience) => isAcceptedAudience(audience, audiences)));
  if (!isMeant) throw new SamlRefusal("audience", "The assertion was not made for this audience.");
  if (!isAcceptedRecipient(recipient, audiences))
    throw new SamlRefusal("recipient", `The assertion was made to be sent to ${recipient}.`);
}
