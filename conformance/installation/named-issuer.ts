import { generateKeyPairSync, sign } from "node:crypto";
import type { JWK } from "jose";

/** An identity provider of somebody else's name, whose keys an installation is given inline: nobody has to reach it. */
export interface NamedIssuer {
  /** As its tokens' `iss` has it. */
  readonly url: string;
  /** Without scheme: what its condition keys begin with. */
  readonly location: string;
  /** Its public keys, as it would publish them. */
  readonly keys: { readonly keys: readonly JWK[] };
  /** What a seed says of it. */
  seed(clientIds: readonly string[]): object;
  /** A token of now for a quarter of an hour; claims say the rest, and may say otherwise. */
  sign(claims: Readonly<Record<string, unknown>>): string;
}

interface NamedIssuerOptions {
  /** Milliseconds since 1970, as the installation has it. */
  readonly now?: () => number;
  /** Nearly all of them use RS256; ES256 is signed in a twentieth of the time. */
  readonly algorithm?: "RS256" | "ES256";
}

const KID = "story";
const LIFE_SECONDS = 900;

function newPair(algorithm: "RS256" | "ES256") {
  return algorithm === "RS256"
    ? generateKeyPairSync("rsa", { modulusLength: 2048 })
    : generateKeyPairSync("ec", { namedCurve: "P-256" });
}

export function createNamedIssuer(
  url: string,
  { now = Date.now, algorithm = "RS256" }: NamedIssuerOptions = {},
): NamedIssuer {
  const { privateKey, publicKey } = newPair(algorithm);
  const jwk: JWK = { ...publicKey.export({ format: "jwk" }), kid: KID, use: "sig", alg: algorithm };
  const head = encode({ alg: algorithm, kid: KID, typ: "JWT" });
  const key = { key: privateKey, dsaEncoding: "ieee-p1363" } as const;
  return {
    url,
    location: url.replace(/^https:\/\//, ""),
    keys: { keys: [jwk] },
    seed: (clientIds) => ({ url, clientIds, keys: { keys: [jwk] } }),
    sign(claims) {
      const seconds = Math.floor(now() / 1000);
      const text = `${head}.${encode({ iss: url, iat: seconds, exp: seconds + LIFE_SECONDS, ...claims })}`;
      return `${text}.${sign("sha256", Buffer.from(text), key).toString("base64url")}`;
    },
  };
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
