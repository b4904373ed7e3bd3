import { createPublicKey, type KeyObject } from "node:crypto";
import { createBoundedCache, ownText } from "@rolecall/bounded-cache";
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
  /** The key of a scope, kept or derived. */
  signingKey(secret: string, scope: SigningScope): SigningKey;
  /**
   * Keeps a key for the next time. INVARIANT: a key is kept only after it made or proved a signature: whoever knows a key id
   * can name any scope, and would fill the cache with them.
   */
  keep(secret: string, scope: SigningScope, key: SigningKey): void;
  /** SigV4a's public key. There is one for each secret. */
  publicKey(secret: string, accessKeyId: string): KeyObject;
  /** Keys held. */
  readonly size: number;
  /** About how much memory they take. */
  readonly bytes: number;
}

interface Derived<Key> {
  readonly secret: string;
  readonly key: Key;
}

/** What a key takes besides its credential, which stands in it four times: as key, in both buffers, and in the map. */
const KEY_BYTES = 1_200;
const BYTES_PER_KEY = 2_000;

function bytesOf(name: string): number {
  return KEY_BYTES + 4 * name.length;
}

/**
 * `capacity` is the most keys held for each of the two algorithms, 2 kB each; a key of a longer scope than is usual takes the room
 * of several.
 */
export function createSigningKeyCache({ capacity }: { readonly capacity: number }): SigningKeyCache {
  const limits = { entries: capacity, weight: { maxBytes: capacity * BYTES_PER_KEY, bytesOf } };
  const signingKeys = createBoundedCache<Derived<SigningKey>>(limits);
  const publicKeys = createBoundedCache<Derived<KeyObject>>(limits);
  return {
    signingKey(secret, scope) {
      const kept = signingKeys.get(scope.credential);
      return kept !== undefined && kept.secret === secret ? kept.key : signingKeyOf(secret, scope);
    },
    keep(secret, { credential }, key) {
      if (signingKeys.get(credential)?.key !== key) signingKeys.set(ownText(credential), { secret, key });
    },
    publicKey(secret, accessKeyId) {
      const cached = publicKeys.get(accessKeyId);
      if (cached !== undefined && cached.secret === secret) return cached.key;
      const key = createPublicKey(deriveEcdsaKey(accessKeyId, secret));
      publicKeys.set(ownText(accessKeyId), { secret, key });
      return key;
    },
    get size() {
      return signingKeys.size + publicKeys.size;
    },
    get bytes() {
      return signingKeys.bytes + publicKeys.bytes;
    },
  };
}

function signingKeyOf(secret: string, scope: SigningScope): SigningKey {
  const { scopeDate: date, region, service } = scope;
  const derived = deriveSigningKey(secret, { date, region, service });
  return createSigningKey(derived, scope.credential.slice(scope.accessKeyId.length + 1));
}
