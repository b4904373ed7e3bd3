import { ANONYMOUS, AuthenticationError, authenticate, type Caller } from "@rolecall/access";
import type { Identified } from "@rolecall/protocols";
import type { Parsed, SignedRequest } from "@rolecall/sigv4";
import type { Installation } from "../installation/installation.ts";

export interface Signature {
  readonly signed: SignedRequest;
  readonly parsed: Parsed;
  readonly identified: Identified;
  readonly nowMs: number;
}

/** An operation that takes no signature is called by nobody in particular. @throws AuthenticationError */
export async function whoCalls(
  installation: Installation,
  { signed, parsed, identified, nowMs }: Signature,
): Promise<Caller> {
  if (identified.unsigned) return ANONYMOUS;
  if (parsed.failure !== undefined) throw new AuthenticationError(parsed.failure);
  return authenticate(signed, parsed.claim, {
    service: identified.signingName,
    nowMs,
    verifying: installation,
  });
}
