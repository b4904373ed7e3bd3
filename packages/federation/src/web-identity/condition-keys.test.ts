import assert from "node:assert/strict";
import { test } from "node:test";
import { conditionKeys } from "./condition-keys.ts";
import type { IdentityClaims } from "./identity-claims.ts";

const IDENTITY: IdentityClaims = { issuer: "https://x", subject: "ann", audience: "app" };
const keysOf = (location: string, claims: Readonly<Record<string, unknown>>) =>
  conditionKeys(location, IDENTITY, claims);

test("every issuer fills aud, sub, amr and email, of which all but the e-mail stay with the session", () => {
  const { all, kept } = keysOf("IdP.example/Realm", {
    amr: ["pwd", 1, "otp"],
    email: "a@b",
    iss: "x",
    custom: "y",
  });
  const prefix = "idp.example/realm";
  const base = [
    [`${prefix}:aud`, "app"],
    [`${prefix}:sub`, "ann"],
    [`${prefix}:amr`, ["pwd", "otp"]],
  ];
  assert.deepEqual([...all], [...base, [`${prefix}:email`, "a@b"]]);
  assert.deepEqual([...kept], base);
});

test("one amr is a list, and none is absent", () => {
  assert.deepEqual(keysOf("idp.example", { amr: "pwd" }).all.get("idp.example:amr"), ["pwd"]);
  for (const amr of [[], 1, null, {}])
    assert.equal(keysOf("idp.example", { amr }).all.has("idp.example:amr"), false);
});

const WITH_CLAIMS: readonly (readonly [location: string, claim: string])[] = [
  ["token.actions.githubusercontent.com", "repository"],
  ["token.actions.githubusercontent.com/octo", "job_workflow_ref"],
  ["token.actions.octo.ghe.com", "environment"],
  ["gitlab.com", "project_id"],
  ["agent.buildkite.com", "pipeline_slug"],
  ["agent.eu.buildkite.dev", "cluster_id"],
  ["oidc.circleci.com/org/0-1", "oidc.circleci.com/project-id"],
  ["idcs-1.identity.oraclecloud.com", "rpst_id"],
];

for (const [location, claim] of WITH_CLAIMS) {
  test(`${location} fills ${claim}, for the trust policy alone`, () => {
    const { all, kept } = keysOf(location, { [claim]: "value" });
    assert.equal(all.get(`${location}:${claim}`), "value");
    assert.equal(kept.has(`${location}:${claim}`), false);
  });
}

test("claims that AWS does not list, and those of another issuer, are no keys", () => {
  const unlisted = { repository_owner: "o", event_name: "push", runner_environment: "x", iss: "i" };
  assert.equal(keysOf("token.actions.githubusercontent.com", unlisted).all.size, 2);
  for (const location of [
    "evil.example",
    "xtoken.actions.githubusercontent.com",
    "token.actions.githubusercontent.com.evil",
    "gitlab.com/x",
  ])
    assert.equal(keysOf(location, { repository: "r", project_id: "1" }).all.size, 2, location);
});

test("truth values and whole numbers are their text; lists and objects are no value", () => {
  const { all } = keysOf("gitlab.com", {
    ref_protected: true,
    project_id: 22,
    user_login: ["a"],
    user_email: {},
  });
  assert.equal(all.get("gitlab.com:ref_protected"), "true");
  assert.equal(all.get("gitlab.com:project_id"), "22");
  assert.equal(all.has("gitlab.com:user_login"), false);
  assert.equal(all.has("gitlab.com:user_email"), false);
});

test("Google's organization number stands in an object", () => {
  const key = "accounts.google.com:google/organization_number";
  assert.equal(keysOf("accounts.google.com", { google: { organization_number: 7 } }).all.get(key), "7");
});
