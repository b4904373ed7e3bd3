import assert from "node:assert/strict";
import { test } from "node:test";
import { toAccountId } from "@rolecall/names";
import { parseProductProviders } from "./parse-product-providers.ts";

const POLICY = { Version: "2012-10-17", Statement: [] };
const template = (name: string) => ({ name, policy: POLICY });
const provider = (more: object = {}) => ({
  accountId: "222222222222",
  name: "Example Corp",
  policyTemplates: [template("onboarding")],
  ...more,
});
const parse = (...productProviders: readonly object[]) =>
  parseProductProviders(JSON.stringify({ productProviders }), "providers.yaml");

test("providers are known by their account, templates by their ARN", () => {
  const found = parse(provider()).get(toAccountId("222222222222"));
  assert.equal(found?.name, "Example Corp");
  assert.deepEqual(
    [...(found?.policyTemplates ?? [])],
    [["arn:aws:iam::222222222222:delegation-template/onboarding", POLICY]],
  );
});

test("what is wrong is named with its place", () => {
  assert.throws(
    () => parse(provider(), provider()),
    /providers\.yaml:1: productProviders\[1\]\.accountId: .*twice/,
  );
  assert.throws(
    () => parse(provider({ policyTemplates: [template("a"), template("a")] })),
    /policyTemplates\[1\]\.name: .*twice/,
  );
  assert.throws(() => parse(provider({ accountId: "12" })), /accountId/);
  assert.throws(() => parse(provider({ policyTemplates: [{ name: "a", policy: {} }] })), /policy/);
  assert.throws(() => parse(provider({ plicyTemplates: [] })), /did you mean "policyTemplates"/);
});
