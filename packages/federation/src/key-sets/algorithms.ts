/**
 * The algorithms that tokens may be signed with, a row each, and the one kind of key that goes with each. What is not here, `none`
 * and all of HMAC's among it, is not an algorithm. Source: IAM User Guide, "Create an OpenID Connect identity provider"; recorded.
 */
export type KeyKind = "RSA" | "P-256" | "P-384" | "P-521";

export const ALGORITHMS = {
  RS256: "RSA",
  RS384: "RSA",
  RS512: "RSA",
  ES256: "P-256",
  ES384: "P-384",
  ES512: "P-521",
} as const satisfies Readonly<Record<string, KeyKind>>;

export type Algorithm = keyof typeof ALGORITHMS;

/** @param text exactly as the header has it: case counts */
export function isAlgorithm(text: unknown): text is Algorithm {
  return typeof text === "string" && Object.hasOwn(ALGORITHMS, text);
}

/** Whether keys of a kind are counted among a key set's RSA keys or among its EC keys. */
export function familyOf(kind: KeyKind): "RSA" | "EC" {
  return kind === "RSA" ? "RSA" : "EC";
}
