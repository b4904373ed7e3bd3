import { createPublicKey, type KeyObject } from "node:crypto";
import { createBoundedCache } from "@rolecall/bounded-cache";
import { deriveEcdsaKey } from "./ecdsa-key.ts";
import { createSigningKey, deriveSigningKey, type SigningKey } from "./signing-key.ts";

/** What a signing key is derived from, besides the secret. */
export interface SigningScope {
  readonly accessKeyId: string;
  /** keyid/date/region/service/aws4_request */
  readonly credential: string;
  readonly scopeDate: string;
  readonly region: string;
  readonly service: string;
}

/**
 * Keys derived before, so that a verification need not derive them again. It vouches for nobody: the caller has looked
 * up the secret first, and an entry serves only for the secret that it was derived from.
 */
export interface SigningKeyCache {
  signingKey(secret: string, scope: SigningScope): SigningKey;
  /** SigV4a's public key. */
  publicKey(secret: string, accessKeyId: string): KeyObject;
  readonly size: number;
}

interface Derived<Key> {
  readonly secret: string;
  readonly key: Key;
}

/** `capacity` is the most keys held for each of the two algorithms; a key takes about 0.7 kB. */
export function createSigningKeyCache({ capacity }: { readonly capacity: number }): SigningKeyCache {
  const signingKeys = createBoundedCache<Derived<SigningKey>>(capacity);
  const publicKeys = createBoundedCache<Derived<KeyObject>>(capacity);
  return {
    signingKey(secret, scope) {
      const cached = signingKeys.get(scope.credential);
      if (cached !== undefined && cached.secret === secret) return cached.key;
      const derived = deriveSigningKey(secret, {
        date: scope.scopeDate,
        region: scope.region,
        service: scope.service,
      });
      const key = createSigningKey(derived, scope.credential.slice(scope.accessKeyId.length + 1));
      signingKeys.set(scope.credential, { secret, key });
      return key;
    },
    publicKey(secret, accessKeyId) {
      const cached = publicKeys.get(accessKeyId);
      if (cached !== undefined && cached.secret === secret) return cached.key;
      const key = createPublicKey(deriveEcdsaKey(accessKeyId, secret));
      publicKeys.set(accessKeyId, { secret, key });
      return key;
    },
    get size() {
      return signingKeys.size + publicKeys.size;
    },
  };
}
