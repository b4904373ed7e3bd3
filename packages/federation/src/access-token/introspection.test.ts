import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { introspectionForm, isAccessToken, readIntrospection } from "./introspection.ts";
import { ACCESS_TOKEN_PROVIDERS, accessTokenKeys, isAccessTokenProvider } from "./provider.ts";

const NOW = 1_790_000_000;
const USER = { active: true, client_id: "app", sub: "ann" };
const read = (answer: unknown) => readIntrospection(Buffer.from(JSON.stringify(answer)), NOW);

test("an identity comes of an active answer with both names alone", () => {
  assert.deepEqual(read(USER), { appId: "app", userId: "ann" });
  assert.deepEqual(read({ ...USER, exp: NOW + 1, scope: "profile", iss: "x" }), {
    appId: "app",
    userId: "ann",
  });
  for (const exp of [NOW, NOW - 1, 0, -1]) assert.equal(read({ ...USER, exp }), "inactive");
  const name = fc.oneof(
    fc.string(),
    fc.constant(undefined),
    fc.integer(),
    fc.constant(null),
    fc.array(fc.string()),
  );
  fc.assert(
    fc.property(fc.oneof(fc.boolean(), fc.string(), fc.integer()), name, name, (active, client_id, sub) => {
      const answer = read({ active, client_id, sub });
      if (active === false) return answer === "inactive";
      const isName = (value: unknown) => typeof value === "string" && /^[!-~]{1,255}$/.test(value);
      return active === true && isName(client_id) && isName(sub)
        ? JSON.stringify(answer) === JSON.stringify({ appId: client_id, userId: sub })
        : answer === undefined;
    }),
  );
});

test("whatever bytes come, reading them tells an identity, that there is none, or nothing", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.uint8Array(),
        fc.json().map((text) => Buffer.from(text)),
      ),
      (bytes) => {
        const answer = readIntrospection(bytes, NOW);
        return answer === undefined || answer === "inactive" || typeof answer.userId === "string";
      },
    ),
  );
  for (const text of [
    "",
    "null",
    "[]",
    '"active"',
    "{",
    '{"active":true',
    `${"[".repeat(50_000)}`,
    "\ufeff{}",
  ]) {
    assert.equal(readIntrospection(Buffer.from(text), NOW), undefined);
  }
});

test("what is sent is the token and nothing that it could bring along", () => {
  fc.assert(
    fc.property(fc.string(), (token) => {
      const sent = new URLSearchParams(introspectionForm(token));
      return !isAccessToken(token) || (sent.get("token") === token && [...sent.keys()].length === 2);
    }),
  );
});

test("keys are the provider's own, in lower case, whatever the names are", () => {
  const keys = ACCESS_TOKEN_PROVIDERS.map((provider) => [
    ...accessTokenKeys(provider, { appId: "App", userId: "Ann" }),
  ]);
  assert.deepEqual(keys, [
    [
      ["www.amazon.com:app_id", "App"],
      ["www.amazon.com:user_id", "Ann"],
    ],
    [
      ["graph.facebook.com:app_id", "App"],
      ["graph.facebook.com:id", "Ann"],
    ],
  ]);
  for (const name of ["constructor", "__proto__", "toString", "WWW.AMAZON.COM", ""]) {
    assert.equal(isAccessTokenProvider(name), false, name);
  }
});
