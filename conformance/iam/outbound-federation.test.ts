import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  DisableOutboundWebIdentityFederationCommand,
  EnableOutboundWebIdentityFederationCommand,
  GetAccountSummaryCommand,
  GetOutboundWebIdentityFederationInfoCommand,
  SetSecurityTokenServicePreferencesCommand,
} from "@aws-sdk/client-iam";
import { allowInsecureRequests, discovery } from "openid-client";
import { type Clients, clientsOf } from "../installation/clients.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { assertRefused } from "../installation/refusal.ts";
import { ACCOUNT, ADMIN, seedWithAdmin } from "../installation/seed.ts";

const disabled = {
  code: "FeatureDisabledException",
  status: 404,
  message: `Outbound identity federation is disabled for account ${ACCOUNT}`,
};

let installation: TestInstallation;
let admin: Clients;
let issuer: string;
before(async () => {
  installation = await startInstallation(seedWithAdmin());
  admin = clientsOf(installation, ADMIN);
  issuer = `${installation.endpoint}/_rolecall/issuers/${ACCOUNT}`;
});
after(() => installation.stop());

const info = () => admin.iam.send(new GetOutboundWebIdentityFederationInfoCommand({}));
const page = (path: string, options?: RequestInit) => fetch(`${issuer}${path}`, options);
const DISCOVERY = "/.well-known/openid-configuration";
const KEYS = "/.well-known/jwks.json";

test("an account that never issued has no pages", async () => {
  await assertRefused(info(), disabled);
  assert.equal((await page(DISCOVERY)).status, 404);
  assert.equal((await page(KEYS)).status, 404);
});

test("an account that issues is discovered by a stranger, and tells its keys", async () => {
  const { IssuerIdentifier } = await admin.iam.send(new EnableOutboundWebIdentityFederationCommand({}));
  assert.equal(IssuerIdentifier, issuer);
  const { $metadata: _, ...told } = await info();
  assert.deepEqual(told, { IssuerIdentifier: issuer, JwtVendingEnabled: true });
  await assertRefused(admin.iam.send(new EnableOutboundWebIdentityFederationCommand({})), {
    code: "FeatureEnabledException",
    status: 409,
    message: `Outbound identity federation is already enabled for account ${ACCOUNT}`,
  });
  const found = await discovery(new URL(issuer), "stranger", undefined, undefined, {
    execute: [allowInsecureRequests],
  });
  const metadata = found.serverMetadata();
  assert.deepEqual(
    [metadata.issuer, metadata.jwks_uri, metadata.id_token_signing_alg_values_supported],
    [issuer, `${issuer}${KEYS}`, ["RS256", "ES384"]],
  );
  const answer = await page(KEYS);
  assert.equal(answer.headers.get("cache-control"), "public, max-age=3600");
  const { keys } = (await answer.json()) as { keys: readonly Readonly<Record<string, string>>[] };
  assert.deepEqual(
    keys.map((key) => Object.keys(key).toSorted().join()),
    ["alg,crv,kid,kty,use,x,y", "alg,e,kid,kty,n,use"],
  );
  assert.deepEqual(
    keys.map(({ kid, alg }) => [kid, alg]),
    [
      ["EC384_0", "ES384"],
      ["RSA_0", "RS256"],
    ],
  );
});

test("whichever name strangers ask by, the issuer goes by its own", async () => {
  const { port } = new URL(installation.endpoint);
  const answer = await fetch(`http://localhost:${port}/_rolecall/issuers/${ACCOUNT}${DISCOVERY}`, {
    headers: { "x-forwarded-host": "evil.example.com" },
  });
  assert.equal(((await answer.json()) as { issuer: string }).issuer, issuer);
});

test("what is no page is none, for whom and how it is asked", async () => {
  for (const path of ["", "/", "/.well-known/jwks.json/", "/.well-known/", `${KEYS}?x=1`]) {
    const { status } = await page(path);
    assert.equal(status, path.endsWith("x=1") ? 200 : 404, path);
  }
  for (const account of ["222222222222", "1", "__proto__", "%2e%2e", "1".repeat(4_000)])
    assert.equal((await fetch(`${installation.endpoint}/_rolecall/issuers/${account}${KEYS}`)).status, 404);
  assert.equal((await page(KEYS, { method: "POST", body: "x" })).status, 405);
  const head = await page(KEYS, { method: "HEAD" });
  assert.deepEqual([head.status, await head.text()], [200, ""]);
});

test("what was issued can be verified after the account has stopped", async () => {
  await admin.iam.send(new DisableOutboundWebIdentityFederationCommand({}));
  await assertRefused(info(), disabled);
  await assertRefused(admin.iam.send(new DisableOutboundWebIdentityFederationCommand({})), disabled);
  assert.equal((await page(KEYS)).status, 200);
});

test("the version of the global endpoint's tokens shows at once", async () => {
  const version = async () =>
    (await admin.iam.send(new GetAccountSummaryCommand({}))).SummaryMap?.GlobalEndpointTokenVersion;
  assert.equal(await version(), 1);
  for (const [name, number] of [
    ["v2Token", 2],
    ["v1Token", 1],
  ] as const) {
    const GlobalEndpointTokenVersion = name;
    await admin.iam.send(new SetSecurityTokenServicePreferencesCommand({ GlobalEndpointTokenVersion }));
    assert.equal(await version(), number);
  }
  const wrong = { GlobalEndpointTokenVersion: "V2Token" as "v2Token" };
  await assertRefused(admin.iam.send(new SetSecurityTokenServicePreferencesCommand(wrong)), {
    code: "ValidationError",
    status: 400,
    message:
      /^1 validation error detected: Value at 'globalEndpointTokenVersion' failed to satisfy constraint: Member must satisfy enum value set: /,
  });
});
