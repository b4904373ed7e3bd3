import {
  ANONYMOUS,
  AuthenticationError,
  authenticate,
  type Caller,
  type ProvenCertificate,
  verifyByCertificate,
} from "@rolecall/access";
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

/** The certificate whose key signed the request of an operation that takes no other signature. @throws AuthenticationError */
export function signingCertificate(
  { acceptsRegion, homeRegion, machineClock }: Installation,
  { signed, parsed, identified, nowMs }: Signature,
): ProvenCertificate {
  const service = identified.signingName;
  return verifyByCertificate(signed, parsed, { service, nowMs, acceptsRegion, homeRegion, machineClock });
}
