import type { KeyObject } from "node:crypto";

/** The largest that anybody has: a private one of twice as many bits takes a tenth of a second for each use. */
const RSA_BITS_MAX = 8_192;
const RSA_EXPONENT_MAX = 2n ** 33n;

/**
 * Whether a key of RSA, public or private, is used in a few milliseconds. INVARIANT: no other is kept of a provider: any stranger who
 * names it makes the server use its keys. An exponent as long as the modulus makes verifying as dear as signing.
 */
export function isQuick({ asymmetricKeyType: type, asymmetricKeyDetails: details }: KeyObject): boolean {
  if (type !== "rsa" && type !== "rsa-pss") return true;
  const { modulusLength = Infinity, publicExponent = RSA_EXPONENT_MAX } = details ?? {};
  return modulusLength <= RSA_BITS_MAX && publicExponent < RSA_EXPONENT_MAX;
}
