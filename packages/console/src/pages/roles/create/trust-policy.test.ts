import assert from "node:assert/strict";
import { test } from "node:test";
import { validatePolicy } from "@rolecall/policy";
import { NEW_ROLE, type RoleDraft } from "./role-draft.ts";
import { trustPolicyText } from "./trust-policy.ts";
import { USE_CASES } from "./use-cases.ts";
import { whyNotName, whyNotTrust } from "./why-not.ts";

const OWN = "444455556666";
const GITHUB = `arn:aws:iam::${OWN}:oidc-provider/token.actions.githubusercontent.com`;
const draftOf = (part: Partial<RoleDraft>): RoleDraft => ({ ...NEW_ROLE, ...part });
const statementOf = (draft: RoleDraft) => JSON.parse(trustPolicyText(draft, OWN)).Statement[0];

test("each use case writes a policy that IAM takes", () => {
  for (const { id, principal } of USE_CASES) {
    const draft = draftOf({ useCase: id });
    assert.deepEqual(statementOf(draft).Principal, { Service: principal });
    assert.equal(whyNotTrust(draft, OWN), undefined, id);
    assert.deepEqual(validatePolicy(trustPolicyText(draft, OWN), "trust", { accountId: OWN }), [], id);
  }
});

test("an account is trusted by its digits, with what is asked of it", () => {
  const account = {
    isOther: true,
    accountId: "9876-5432-1098",
    asksExternalId: true,
    externalId: "word",
    asksMfa: true,
  };
  assert.deepEqual(statementOf(draftOf({ kind: "account", account })), {
    Effect: "Allow",
    Principal: { AWS: "987654321098" },
    Action: "sts:AssumeRole",
    Condition: {
      StringEquals: { "sts:ExternalId": "word" },
      Bool: { "aws:MultiFactorAuthPresent": "true" },
    },
  });
  for (const accountId of ["*", "12345", "nordwind"])
    assert.match(
      whyNotTrust(draftOf({ kind: "account", account: { ...account, accountId } }), OWN) ?? "",
      /12 digits/,
    );
});

test("tokens of a provider that everybody uses need a subject; a pattern is compared as one", () => {
  const webIdentity = { providerArn: GITHUB, audience: "sts.amazonaws.com", subject: "" };
  const draft = (subject: string) =>
    draftOf({ kind: "webIdentity", webIdentity: { ...webIdentity, subject } });
  assert.match(whyNotTrust(draft(""), OWN) ?? "", /without a subject/);
  assert.match(whyNotTrust(draft("*"), OWN) ?? "", /alone/);
  assert.equal(whyNotTrust(draft("repo:nordwind/shop:*"), OWN), undefined);
  assert.deepEqual(statementOf(draft("repo:nordwind/shop:*")).Condition, {
    StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" },
    StringLike: { "token.actions.githubusercontent.com:sub": "repo:nordwind/shop:*" },
  });
});

test("names are refused with what is wrong", () => {
  assert.equal(whyNotName("x".repeat(64)), undefined);
  assert.equal(whyNotName("x".repeat(65)), "65 of 64 characters.");
  assert.match(whyNotName("a b") ?? "", /no blanks/);
});
