import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import type { IamOperations } from "@rolecall/contracts";
import { createHarness, type Harness, refuses } from "../../harness.test-support.ts";
import { iamService } from "../index.ts";

const ISSUER = "https://identity.example.com/_rolecall/issuers/111111111111";
const DISABLED = "Outbound identity federation is disabled for account 111111111111";

let h: Harness<IamOperations>;
beforeEach(async () => {
  h = await createHarness<IamOperations>(iamService);
});
afterEach(() => h.close());

const enable = () => h.ask(h.root, "EnableOutboundWebIdentityFederation", {});
const disable = () => h.ask(h.root, "DisableOutboundWebIdentityFederation", {});
const info = () => h.ask(h.root, "GetOutboundWebIdentityFederationInfo", {});
const keys = () => h.store.read((tx) => tx.issuerKeys.ofAccount(h.accountId));

test("an account issues once it is enabled, in AWS's words", async () => {
  await refuses(info(), "FeatureDisabled", DISABLED);
  await refuses(disable(), "FeatureDisabled", DISABLED);
  assert.deepEqual(await enable(), { IssuerIdentifier: ISSUER });
  assert.deepEqual(await info(), { IssuerIdentifier: ISSUER, JwtVendingEnabled: true });
  const again = "Outbound identity federation is already enabled for account 111111111111";
  await refuses(enable(), "FeatureEnabled", again);
});

test("its keys stay when it stops and begins again", async () => {
  await enable();
  const made = await keys();
  assert.deepEqual(
    made.map(({ id, algorithm, signsFrom, shownUntil }) => [id, algorithm, signsFrom, shownUntil]),
    [
      ["EC384_0", "ES384", h.now(), undefined],
      ["RSA_0", "RS256", h.now(), undefined],
    ],
  );
  await disable();
  await refuses(info(), "FeatureDisabled", DISABLED);
  assert.deepEqual(await keys(), made);
  await enable();
  assert.deepEqual(await keys(), made);
});

test("of two that enable it at the same time one is told that it is, and there is one pair of keys each", async () => {
  const outcomes = await Promise.allSettled([enable(), enable()]);
  assert.deepEqual(outcomes.map(({ status }) => status).toSorted(), ["fulfilled", "rejected"]);
  assert.equal((await keys()).length, 2);
});
