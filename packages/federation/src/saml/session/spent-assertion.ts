import { createHash } from "node:crypto";
import { REDEEMABLE_MS } from "../assertion/check-assertion.ts";
import type { Assertion } from "../assertion/read-assertion.ts";

/** By what an assertion is known that is good once. */
export interface SpentAssertion {
  /** A digest of its ID, and of who issued it for which provider: IDs are unique for an issuer alone. */
  readonly digest: string;
  /** From when on it could not be redeemed, even if nobody had. Milliseconds since 1970. */
  readonly endsAt: number;
}

export function spentAssertion({ id, issuer, issuedAt }: Assertion, providerArn: string): SpentAssertion {
  const digest = createHash("sha256")
    .update(JSON.stringify([providerArn, issuer, id]), "utf8")
    .digest("base64url");
  return { digest, endsAt: issuedAt + REDEEMABLE_MS };
}
