import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Provider } from "oidc-provider";
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  discovery,
  randomPKCECodeVerifier,
} from "openid-client";

/** A certified OpenID provider, oidc-provider, where people sign in to an app and the app gets an ID token. */
export interface OidcServer {
  readonly url: string;
  /** Without scheme. */
  readonly location: string;
  /** What somebody's browser and the app do together, by the authorization code flow. */
  signIn(subject: string): Promise<{ readonly idToken: string; readonly accessToken: string }>;
  /** Where access tokens are asked about (RFC 7662), and the header that the app proves itself by there. */
  readonly introspection: { readonly url: string; readonly authorization: string };
  stop(): void;
}

export const APP = "photo-app";
const SECRET = "the-app-keeps-it-to-itself";
const CALLBACK = "http://127.0.0.1/signed-in";
const REDIRECTS_MAX = 10;

function createProvider(url: string): Provider {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return new Provider(url, {
    clients: [{ client_id: APP, client_secret: SECRET, redirect_uris: [CALLBACK] }],
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), kid: "of-the-provider", use: "sig" }] },
    cookies: { keys: ["of a test"] },
    features: { devInteractions: { enabled: false }, introspection: { enabled: true } },
    interactions: { url: (_context, { uid }) => `/sign-in/${uid}` },
    findAccount: (_context, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({ clientId: APP, accountId: oidc.session?.accountId ?? "" });
      grant.addOIDCScope("openid");
      await grant.save();
      return grant;
    },
  });
}

/** Follows redirects as a browser does, with the cookies that it is given. */
async function browse(from: URL): Promise<URL> {
  const cookies = new Map<string, string>();
  let at = from;
  for (let redirects = 0; redirects < REDIRECTS_MAX; redirects += 1) {
    if (at.href.startsWith(CALLBACK)) return at;
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(at, { redirect: "manual", headers: { cookie } });
    for (const each of answer.headers.getSetCookie()) {
      const [name = "", value = ""] = each.split(";", 1)[0]?.split(/=(.*)/s) ?? [];
      cookies.set(name, value);
    }
    const location = answer.headers.get("location");
    if (location === null) throw new Error(`${at} answers ${answer.status}: ${await answer.text()}`);
    at = new URL(location, at);
  }
  throw new Error("The browser was sent round and round.");
}

export async function startOidcServer(): Promise<OidcServer> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const location = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const url = `http://${location}`;
  const provider = createProvider(url);
  const answer = provider.callback();
  let signingIn = "";
  server.on("request", (request, response) => {
    if (request.url?.startsWith("/sign-in/") !== true) return void answer(request, response);
    void provider.interactionFinished(request, response, { login: { accountId: signingIn } });
  });
  const configuration = await discovery(new URL(url), APP, SECRET, undefined, {
    execute: [allowInsecureRequests],
  });
  return {
    url,
    location,
    introspection: {
      url: `${url}/token/introspection`,
      authorization: `Basic ${Buffer.from(`${APP}:${SECRET}`).toString("base64")}`,
    },
    async signIn(subject) {
      signingIn = subject;
      const pkceCodeVerifier = randomPKCECodeVerifier();
      const start = buildAuthorizationUrl(configuration, {
        redirect_uri: CALLBACK,
        scope: "openid",
        code_challenge: await calculatePKCECodeChallenge(pkceCodeVerifier),
        code_challenge_method: "S256",
      });
      const tokens = await authorizationCodeGrant(configuration, await browse(start), { pkceCodeVerifier });
      if (tokens.id_token === undefined) throw new Error("The provider gave no ID token.");
      return { idToken: tokens.id_token, accessToken: tokens.access_token };
    },
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
