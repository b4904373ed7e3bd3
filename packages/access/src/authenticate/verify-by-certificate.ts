import {
  type CertificateDetails,
  isUsableKey,
  readCertificateDer,
  readCertificateDetails,
} from "@rolecall/credentials";
import {
  checkCertificateClaim,
  type ExpectedScope,
  type Parsed,
  readCertificateHeaders,
  type SignatureFailure,
  type SignedRequest,
  verifyCertificateSignature,
} from "@rolecall/sigv4";
import { AuthenticationError } from "./authentication-error.ts";
import { checkByClocks, type SigningClocks } from "./check-by-clocks.ts";

/** A certificate whose key made the signature of a request. Nobody has looked yet at who issued it. */
export interface ProvenCertificate {
  readonly leaf: CertificateDetails;
  /** What was sent along, in DER: nothing is read of it yet. */
  readonly intermediates: readonly Uint8Array[];
}

/**
 * Verifies that the key of the certificate that a request brings has signed it.
 * https://docs.aws.amazon.com/rolesanywhere/latest/userguide/authentication-sign-process.html
 * @throws AuthenticationError with the failure: form, time and scope, certificate, signature
 */
export function verifyByCertificate(
  request: SignedRequest,
  parsed: Parsed,
  { machineClock, ...expected }: Required<ExpectedScope> & SigningClocks,
): ProvenCertificate {
  if (parsed.failure !== undefined) throw new AuthenticationError(parsed.failure);
  const { claim } = parsed;
  const check = (nowMs: number) => checkCertificateClaim(claim, { ...expected, nowMs });
  const checked = checkByClocks(check, { nowMs: expected.nowMs, machineClock });
  if (checked.failure !== undefined) throw new AuthenticationError(checked.failure);
  const sent = readCertificateHeaders(request);
  if ("reason" in sent) throw new AuthenticationError(sent);
  const certificate = readCertificateDer(sent.leaf);
  const leaf = certificate && readCertificateDetails(certificate);
  if (leaf === undefined)
    throw new AuthenticationError({ reason: "malformedCertificate", header: "X-Amz-X509" });
  const { publicKey } = leaf;
  const serialNumber = BigInt(`0x${leaf.serialNumber.toString("hex")}`).toString();
  // INVARIANT: no key that a stranger made up is verified by before it was found to be quick.
  const failure: SignatureFailure | undefined = isUsableKey(publicKey)
    ? verifyCertificateSignature(checked.claim, request, { publicKey, serialNumber })
    : { reason: "unusableCertificate" };
  if (failure !== undefined) throw new AuthenticationError(failure);
  return { leaf, intermediates: sent.chain };
}
