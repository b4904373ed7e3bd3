import type { KeyObject, X509Certificate } from "node:crypto";

/** Whether the second signed the first. What takes time in a chain; a chain asks it once for each of its certificates. */
export type IsSignedBy = (certificate: X509Certificate, signer: X509Certificate) => boolean;

/**
 * Validates a certificate by those that follow it, each the signer of the one before it, the last of which is trusted.
 *
 * The index is the one that AWS tells, which is that of a PKIX path validation in Java (inferred from recorded answers, -1 and 1): the
 * path is the certificate and its chain without the last, and is walked from the trusted end. -1: the path does not begin at
 * the trusted certificate at all.
 * https://www.rfc-editor.org/rfc/rfc5280#section-6.1
 *
 * @returns undefined where the chain holds
 */
export function invalidChainIndex(
  certificate: X509Certificate,
  chain: readonly X509Certificate[],
  { nowMs, isSignedBy = verifiesBy }: { readonly nowMs: number; readonly isSignedBy?: IsSignedBy },
): number | undefined {
  const trusted = chain.at(-1);
  if (trusted === undefined) return undefined;
  const path = [certificate, ...chain.slice(0, -1)];
  let signer = trusted;
  for (let index = path.length - 1; index >= 0; index--) {
    const each = path[index] as X509Certificate;
    // Names first: they cost nothing.
    if (!each.checkIssued(signer)) return signer === trusted ? -1 : index;
    const mayFollow = index === 0 || (each.ca && isWithin(each, nowMs));
    if (!mayFollow || !isSignedBy(each, signer)) return index;
    signer = each;
  }
  return undefined;
}

function isWithin({ validFromDate, validToDate }: X509Certificate, nowMs: number): boolean {
  return validFromDate.getTime() <= nowMs && nowMs <= validToDate.getTime();
}

function verifiesBy(certificate: X509Certificate, signer: X509Certificate): boolean {
  try {
    const key = signer.publicKey;
    return isQuick(key) && certificate.verify(key);
  } catch {
    // A key or an algorithm that OpenSSL does not know.
    return false;
  }
}

const MODULUS_BITS_MAX = 16_384;
const EXPONENT_MAX = 2n ** 33n;

/**
 * Whether a signature is verified by it in milliseconds. INVARIANT: no key that a stranger made up takes longer: an exponent as long
 * as its modulus, DSA's large groups, and curves of somebody's own would.
 */
function isQuick({ asymmetricKeyType: type, asymmetricKeyDetails: details }: KeyObject): boolean {
  if (type === "rsa" || type === "rsa-pss") {
    const { modulusLength = Infinity, publicExponent = EXPONENT_MAX } = details ?? {};
    return modulusLength <= MODULUS_BITS_MAX && publicExponent < EXPONENT_MAX;
  }
  return type === "ec" ? details?.namedCurve !== undefined : type === "ed25519" || type === "ed448";
}
