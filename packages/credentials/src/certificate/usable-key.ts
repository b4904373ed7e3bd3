import type { KeyObject } from "node:crypto";

const MODULUS_BITS_MIN = 2_048;
const MODULUS_BITS_MAX = 8_192;
const EXPONENT_MAX = 2n ** 33n;
const CURVES: ReadonlySet<string> = new Set(["prime256v1", "secp384r1", "secp521r1"]);
const ML_DSA: ReadonlySet<string> = new Set(["ml-dsa-44", "ml-dsa-65", "ml-dsa-87"]);

/**
 * Whether a machine, or an authority over it, may have such a key: strong enough to believe, and verified by in a millisecond.
 * INVARIANT: no key that a stranger made up takes longer: a huge modulus, an exponent as long as it, curves of somebody's own.
 */
export function isUsableKey({ asymmetricKeyType: type, asymmetricKeyDetails: details }: KeyObject): boolean {
  if (type === "rsa") {
    const { modulusLength = 0, publicExponent = 0n } = details ?? {};
    const isOfRightSize = modulusLength >= MODULUS_BITS_MIN && modulusLength <= MODULUS_BITS_MAX;
    return (
      isOfRightSize && publicExponent > 2n && publicExponent < EXPONENT_MAX && publicExponent % 2n === 1n
    );
  }
  if (type === "ec") return CURVES.has(details?.namedCurve ?? "");
  return ML_DSA.has(type ?? "");
}
