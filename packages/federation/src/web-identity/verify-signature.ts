/** Whether a provider signed a token. */
import { ALGORITHMS, familyOf } from "../key-sets/algorithms.ts";
import type { KeySet } from "../key-sets/key-set.ts";
import type { ReadToken } from "./read-token.ts";
import { notValidated, noVerificationKey } from "./token-refusal.ts";

/** Keys of one family that a provider may have. Source: IAM User Guide, "Create an OpenID Connect identity provider". */
const KEYS_MAX = 100;

/** Whether the set has the key that a token asks for, so that it need not be fetched anew. */
export function hasKeyFor(keySet: KeySet, token: ReadToken): boolean {
  return chooseKey(keySet, token) !== undefined;
}

/**
 * INVARIANT: the key is the provider's own, and the algorithm the one that goes with its kind.
 * @throws TokenRefusal where no key of the set made the signature
 */
export async function verifySignature(token: ReadToken, keySet: KeySet): Promise<void> {
  const { algorithm, text } = token;
  const family = familyOf(ALGORITHMS[algorithm]);
  if (keySet.count[family] > KEYS_MAX) throw noVerificationKey("The provider has too many keys.");
  const chosen = chooseKey(keySet, token);
  if (chosen === undefined) throw noVerificationKey("The provider has no key of this kid.");
  if (chosen.kind !== ALGORITHMS[algorithm])
    throw notValidated("The algorithm does not go with the provider's key.");
  // Loaded when the first token comes: who takes none waits for nothing.
  const { compactVerify } = await import("jose");
  try {
    await compactVerify(text, chosen.key, { algorithms: [algorithm] });
  } catch {
    throw notValidated("The provider's key did not make the signature.");
  }
}

/** Without a kid only where there is one key to choose from. */
function chooseKey(keySet: KeySet, { keyId }: ReadToken): KeySet["keys"][number] | undefined {
  if (keyId === undefined) return keySet.keys.length === 1 ? keySet.keys[0] : undefined;
  return keySet.byId.get(keyId);
}
