import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { formatArn, toAccountId } from "@rolecall/names";
import { jwkOf, KEY_SET, KEYS } from "../../../../federation/src/web-identity/token.test-support.ts";
import { openTestInstallation } from "../../installation/installation.test-support.ts";
import type { Installation } from "../../installation/installation.ts";
import { applySeed } from "../apply-seed.ts";
import { readSeed } from "../read-seed.ts";

const accountId = toAccountId("111111111111");

let installation: Installation;
beforeEach(async () => {
  installation = await openTestInstallation();
});
afterEach(() => installation.close());

/** Seeds an account with these providers, written as JSON. */
async function seed(...oidcProviders: readonly object[]): Promise<Installation> {
  const text = JSON.stringify({ accounts: [{ id: accountId, oidcProviders }] });
  await applySeed(installation, readSeed(text, "seed.json"), () => {});
  return installation;
}

function read({ store }: Installation, location: string) {
  return store.read((tx) => tx.oidcProviders.byId(formatArn("oidc-provider", { accountId, location })));
}

test("a provider of a seed has what is written, and nobody is asked for what is not", async () => {
  const url = "https://idp.invalid/realm";
  const given = await seed(
    { url, clientIds: ["app", "app"], thumbprints: ["a".repeat(40)], keys: KEY_SET, tags: { team: "core" } },
    { url: `${url}/` },
  );
  const { createdAt, ...record } = (await read(given, "idp.invalid/realm")) ?? assert.fail();
  assert.ok(createdAt > 0);
  assert.deepEqual(record, {
    id: `arn:aws:iam::${accountId}:oidc-provider/idp.invalid/realm`,
    accountId,
    location: "idp.invalid/realm",
    scheme: "https",
    clientIds: ["app"],
    thumbprints: ["a".repeat(40)],
    tags: [{ key: "team", value: "core" }],
    keySet: JSON.stringify(KEY_SET),
  });
  const plain = await read(given, "idp.invalid/realm/");
  assert.deepEqual([plain?.clientIds, plain?.thumbprints, plain?.keySet], [[], [], undefined]);
});

const REFUSED: Readonly<Record<string, readonly [provider: object, message: RegExp]>> = {
  "a URL that is none": [{ url: "idp.example" }, /oidcProviders\[0\]: Invalid Open ID Connect Provider URL/],
  "http, where issuers must not stand on this machine": [
    { url: "http://127.0.0.1:4600" },
    /oidcProviders\[0\]: Invalid Open ID Connect Provider URL/,
  ],
  "a private key among the keys": [
    { url: "https://idp.example", keys: { keys: [KEYS.p256.privateKey.export({ format: "jwk" })] } },
    /oidcProviders\[0\]\.keys: A private key stands here/,
  ],
  "keys of which none verifies anything": [
    { url: "https://idp.example", keys: { keys: [jwkOf(KEYS.weakRsa), { kty: "oct", k: "AAAA" }] } },
    /oidcProviders\[0\]\.keys: None of these keys can verify a token/,
  ],
  "keys that are no key set": [
    { url: "https://idp.example", keys: [] },
    /oidcProviders\[0\]\.keys: must be object/,
  ],
};

for (const [name, [provider, message]] of Object.entries(REFUSED)) {
  test(`a seed is refused: ${name}`, async () => {
    await assert.rejects(seed(provider), message);
  });
}

test("a seed is refused: two providers of one URL", async () => {
  const provider = { url: "https://idp.example" };
  await assert.rejects(
    seed(provider, provider),
    /oidcProviders\[1\]: Provider with url https:\/\/idp.example already exists/,
  );
});
