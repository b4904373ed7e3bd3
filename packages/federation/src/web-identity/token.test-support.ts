/** An issuer's keys and the tokens that it signs, or that somebody else makes up. */
import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { createKeySets } from "../key-sets/key-sets.ts";
import { KeysUnavailable } from "../key-sets/key-source.ts";
import type { TokenGround, TokenProvider } from "./verify-token.ts";

/** Seconds. */
export const NOW = 1_790_000_000;
export const ISSUER_URL = "https://idp.example/realms/one";
export const LOCATION = "idp.example/realms/one";
export const PROVIDER_ARN = `arn:aws:iam::111111111111:oidc-provider/${LOCATION}`;
export const ROLE_ARN = "arn:aws:iam::111111111111:role/Deploy";

/** Made once for all tests of a process: an RSA key takes a tenth of a second. */
export const KEYS = {
  rsa: generateKeyPairSync("rsa", { modulusLength: 2048 }),
  otherRsa: generateKeyPairSync("rsa", { modulusLength: 2048 }),
  weakRsa: generateKeyPairSync("rsa", { modulusLength: 1024 }),
  p256: generateKeyPairSync("ec", { namedCurve: "P-256" }),
  p384: generateKeyPairSync("ec", { namedCurve: "P-384" }),
  p521: generateKeyPairSync("ec", { namedCurve: "P-521" }),
} as const;

export type Jwk = Readonly<Record<string, unknown>>;

export function jwkOf({ publicKey }: { readonly publicKey: KeyObject }, more: Jwk = {}): Jwk {
  return { ...publicKey.export({ format: "jwk" }), ...more };
}

export const KEY_SET = {
  keys: [
    jwkOf(KEYS.rsa, { kid: "rsa", use: "sig", alg: "RS256" }),
    jwkOf(KEYS.p256, { kid: "p256" }),
    jwkOf(KEYS.p384, { kid: "p384" }),
    jwkOf(KEYS.p521, { kid: "p521" }),
    jwkOf(KEYS.weakRsa, { kid: "weak" }),
    jwkOf(KEYS.otherRsa, { kid: "enc", use: "enc" }),
    { kty: "oct", kid: "oct", k: "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0" },
  ],
};

export const CLAIMS = {
  iss: ISSUER_URL,
  sub: "ann",
  aud: "sts.amazonaws.com",
  iat: NOW - 10,
  exp: NOW + 600,
};

export function encodePart(value: unknown): string {
  const bytes = Buffer.isBuffer(value) || typeof value === "string" ? value : JSON.stringify(value);
  return Buffer.from(bytes).toString("base64url");
}

export interface Signing {
  readonly header?: Jwk;
  /** Instead of the header's object: its very text. */
  readonly headerText?: string;
  readonly claims?: Jwk;
  /** Instead of the claims' object: their very text. */
  readonly claimsText?: string;
  readonly key?: KeyObject;
  /** As Node names it. */
  readonly hash?: string;
}

/** A token of the issuer, which is good unless something else is asked for. */
export function signToken({ header, headerText, claims, claimsText, key, hash = "sha256" }: Signing = {}) {
  const head = encodePart(headerText ?? { alg: "RS256", kid: "rsa", typ: "JWT", ...header });
  const body = encodePart(claimsText ?? { ...CLAIMS, ...claims });
  const privateKey = key ?? KEYS.rsa.privateKey;
  const signature = sign(hash, Buffer.from(`${head}.${body}`), {
    key: privateKey,
    dsaEncoding: "ieee-p1363",
  });
  return `${head}.${body}.${signature.toString("base64url")}`;
}

export function provider(more: Partial<TokenProvider> = {}): TokenProvider {
  return {
    principal: PROVIDER_ARN,
    location: LOCATION,
    clientIds: ["sts.amazonaws.com", "second"],
    issuer: {
      id: PROVIDER_ARN,
      accountId: "111111111111",
      url: ISSUER_URL,
      thumbprints: [],
      keySet: JSON.stringify(KEY_SET),
    },
    ...more,
  };
}

/** The account of a role that trusts one provider, whose keys were given inline. */
export function ground(more: Partial<TokenGround> = {}, of: TokenProvider = provider()): TokenGround {
  return {
    now: NOW,
    roleArn: ROLE_ARN,
    keySets: createKeySets({
      now: () => NOW * 1000,
      fetchDocument: async () => {
        throw new KeysUnavailable("There is no network here.");
      },
    }),
    findProvider: async (issuer) => (issuer === of.issuer.url ? of : undefined),
    ...more,
  };
}
