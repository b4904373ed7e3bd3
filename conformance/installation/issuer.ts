import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from "jose";

/** An identity provider of a test's own, on this machine: it publishes its keys and signs what it is told to. */
export interface TestIssuer {
  /** As its tokens' `iss` has it. */
  readonly url: string;
  /** Without scheme: what its condition keys begin with. */
  readonly location: string;
  /** How often its keys were asked for. */
  fetches(): number;
  /** A token of now, for the audience `app`, that speaks of `ann`; claims change that. */
  sign(claims?: JWTPayload): Promise<string>;
  /** Signs with another key from now on, and publishes that one alone. */
  rotate(): Promise<void>;
  /** How it answers from now on: well, with an error, or never. */
  answer(how: "well" | "broken" | "never"): void;
  stop(): void;
}

interface IssuerKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly jwk: JWK;
}

async function newKey(kid: string): Promise<IssuerKey> {
  const { privateKey, publicKey } = await generateKeyPair("ES256");
  return { kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, use: "sig", alg: "ES256" } };
}

/** @param now milliseconds since 1970, as the installation has it */
export async function startIssuer(now: () => number = Date.now): Promise<TestIssuer> {
  let key = await newKey("key-1");
  let keys = 1;
  let fetches = 0;
  let how: Parameters<TestIssuer["answer"]>[0] = "well";
  let url = "";
  const send = (response: ServerResponse, body: object) => {
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(body));
  };
  const server = createServer((request, response) => {
    if (request.url === "/realm/keys") fetches += 1;
    if (how === "never") return;
    if (how === "broken") return void response.writeHead(503).end();
    if (request.url === "/realm/keys") return send(response, { keys: [key.jwk] });
    if (request.url !== "/realm/.well-known/openid-configuration") return void response.writeHead(404).end();
    send(response, {
      issuer: url,
      jwks_uri: `${url}/keys`,
      response_types_supported: ["id_token"],
      subject_types_supported: ["public"],
      id_token_signing_alg_values_supported: ["ES256"],
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const location = `127.0.0.1:${(server.address() as AddressInfo).port}/realm`;
  url = `http://${location}`;
  return {
    url,
    location,
    fetches: () => fetches,
    sign(claims = {}) {
      const seconds = Math.floor(now() / 1000);
      const basics = { iss: url, sub: "ann", aud: "app", iat: seconds, exp: seconds + 600 };
      return new SignJWT({ ...basics, ...claims })
        .setProtectedHeader({ alg: "ES256", kid: key.kid, typ: "JWT" })
        .sign(key.privateKey);
    },
    async rotate() {
      keys += 1;
      key = await newKey(`key-${keys}`);
    },
    answer(next) {
      how = next;
    },
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
