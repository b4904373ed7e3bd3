import type { SignatureAlgorithm } from "./claim.ts";

/** Step 2, the string to sign. `scope` is the credential without the key id. */
export function stringToSign(
  algorithm: SignatureAlgorithm,
  signing: { readonly timestamp: string; readonly scope: string },
  canonicalRequestHash: string,
): string {
  return `${algorithm}\n${signing.timestamp}\n${signing.scope}\n${canonicalRequestHash}`;
}
