import { createPrivateKey, generateKeyPair, type KeyObject, sign } from "node:crypto";
import type { AccountId } from "@rolecall/names";
import type { KeyRing } from "./key-ring.ts";
import { openSecret, sealSecret } from "./secret-access-key.ts";

/** What tokens of an issuer are signed with. */
export type TokenAlgorithm = "RS256" | "ES384";

/** A key pair of an issuer. */
export interface IssuerKeyPair {
  readonly algorithm: TokenAlgorithm;
  /** JSON Web Key, as text. */
  readonly publicKey: string;
  /** PKCS#8 PEM. Never in a log, a message or an error. */
  readonly privateKey: string;
}

const RSA_BITS = 2048;

/** RSA of 2048 bits, or of the curve P-384, as AWS's issuers have them (recorded). Made on another thread: RSA takes 0.1 s. */
export function newIssuerKeyPair(algorithm: TokenAlgorithm): Promise<IssuerKeyPair> {
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, publicKey: KeyObject, privateKey: KeyObject) => {
      if (error !== null) return reject(error);
      resolve({
        algorithm,
        publicKey: JSON.stringify(publicKey.export({ format: "jwk" })),
        privateKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
      });
    };
    if (algorithm === "RS256") generateKeyPair("rsa", { modulusLength: RSA_BITS }, done);
    else generateKeyPair("ec", { namedCurve: "P-384" }, done);
  });
}

/** The place of a key: it opens there alone, so that records cannot be swapped. */
export interface IssuerKeyPlace {
  readonly accountId: AccountId;
  /** Unique in the account: `RSA_0`. */
  readonly id: string;
}

function contextOf({ accountId, id }: IssuerKeyPlace): string {
  return `${accountId} ${id}`;
}

export function sealIssuerKey(ring: KeyRing, place: IssuerKeyPlace, privateKey: string): Uint8Array {
  return sealSecret(ring, contextOf(place), privateKey);
}

/** PKCS#8 PEM; undefined where it was sealed for another place, by a key that is not in the ring, or was tampered with. */
export function openIssuerKey(ring: KeyRing, place: IssuerKeyPlace, sealed: Uint8Array): string | undefined {
  return openSecret(ring, contextOf(place), sealed);
}

const HASHES: Readonly<Record<TokenAlgorithm, string>> = { RS256: "sha256", ES384: "sha384" };

interface SigningKey extends Pick<IssuerKeyPair, "algorithm" | "privateKey"> {
  readonly id: string;
}

/**
 * A JSON Web Token. It is signed at once, since a transaction awaits nothing but itself: 0.6 ms of RSA. Members of the header in the
 * recorded order.
 * Source: RFC 7515, RFC 7518, RFC 7519.
 * @param payload JSON
 */
export function signToken({ id, algorithm, privateKey }: SigningKey, payload: string): string {
  const header = JSON.stringify({ kid: id, typ: "JWT", alg: algorithm });
  const signed = `${base64url(header)}.${base64url(payload)}`;
  // RFC 7518, 3.4: of ECDSA both numbers, one behind the other. RSA does not look at it.
  const key = { key: createPrivateKey(privateKey), dsaEncoding: "ieee-p1363" } as const;
  return `${signed}.${sign(HASHES[algorithm], Buffer.from(signed), key).toString("base64url")}`;
}

function base64url(text: string): string {
  return Buffer.from(text, "utf8").toString("base64url");
}
