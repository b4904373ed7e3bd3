/** An identity provider of OpenID Connect on this machine: it publishes its keys, and signs tokens ahead of time. */
import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export type BenchAlgorithm = "RS256" | "ES256";

export interface BenchIssuer {
  /** As its tokens' `iss` has it. */
  readonly url: string;
  /** Without scheme. */
  readonly location: string;
  readonly publicKeys: Readonly<Record<BenchAlgorithm, KeyObject>>;
  /** A token of now for an hour, whose subject nobody else has. @param keyId another than the issuer has */
  sign(algorithm: BenchAlgorithm, number: number, keyId?: string): string;
  /** `never`: whoever asks is kept waiting. */
  answer(how: "well" | "never"): void;
  /** How often it was asked for anything. */
  asked(): number;
  close(): void;
}

export const AUDIENCE = "sts.amazonaws.com";

const KEYS = {
  RS256: generateKeyPairSync("rsa", { modulusLength: 2048 }),
  ES256: generateKeyPairSync("ec", { namedCurve: "P-256" }),
} as const;

/** What GitHub's and Kubernetes' tokens have besides, so that sizes are like theirs: some 900 characters. */
const MORE_CLAIMS = {
  email: "somebody@example.com",
  name: "Somebody of the bench",
  amr: ["pwd", "otp"],
  repository: "octo-org/octo-repo",
  environment: "production",
};

export async function startIssuer(): Promise<BenchIssuer> {
  let how: "well" | "never" = "well";
  let asked = 0;
  const server = createServer((request, response) => {
    asked += 1;
    if (how === "never") return;
    const isKeys = request.url?.endsWith("/keys") === true;
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(isKeys ? { keys: jwks() } : discovery(url)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const location = `127.0.0.1:${(server.address() as AddressInfo).port}/realm`;
  const url = `http://${location}`;
  return {
    url,
    location,
    publicKeys: { RS256: KEYS.RS256.publicKey, ES256: KEYS.ES256.publicKey },
    sign: (algorithm, number, keyId = algorithm) => signToken(url, { algorithm, number, keyId }),
    answer(next) {
      how = next;
    },
    asked: () => asked,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function discovery(url: string): object {
  return {
    issuer: url,
    jwks_uri: `${url}/keys`,
    response_types_supported: ["id_token"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: Object.keys(KEYS),
  };
}

function jwks(): readonly object[] {
  return Object.entries(KEYS).map(([kid, { publicKey }]) => ({
    ...publicKey.export({ format: "jwk" }),
    kid,
    use: "sig",
  }));
}

interface Said {
  readonly algorithm: BenchAlgorithm;
  readonly number: number;
  readonly keyId: string;
}

function signToken(url: string, { algorithm, number, keyId }: Said): string {
  const seconds = Math.floor(Date.now() / 1000);
  const times = { iat: seconds, nbf: seconds, exp: seconds + 3_600 };
  const claims = { iss: url, sub: `user-${number}`, aud: AUDIENCE, ...times, ...MORE_CLAIMS };
  const input = `${encode({ alg: algorithm, kid: keyId, typ: "JWT" })}.${encode(claims)}`;
  const { privateKey: key } = KEYS[algorithm];
  const signature = sign("sha256", Buffer.from(input), { key, dsaEncoding: "ieee-p1363" });
  return `${input}.${signature.toString("base64url")}`;
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
