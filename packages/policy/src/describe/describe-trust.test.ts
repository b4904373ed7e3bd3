import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { compilePolicy } from "../compile/compile-policy.ts";
import { compilePolicySet } from "../compile/policy-set.ts";
import { decide } from "../decide/decide.ts";
import { parsePolicy } from "../document/parse.ts";
import type { PolicyKind } from "../document/policy.ts";
import { ACCESS_LEVEL_DATA } from "../generated/access-levels.ts";
import { readAccessLevels } from "./access-levels.ts";
import { describeRole } from "./describe-role.ts";
import { describeTrust } from "./describe-trust.ts";

const reference = readAccessLevels(ACCESS_LEVEL_DATA);
const accountId = "444455556666";

function parse(kind: PolicyKind, ...Statement: readonly object[]) {
  const text = JSON.stringify({ Version: "2012-10-17", Statement });
  const parsed = parsePolicy(text, kind);
  assert.ok(parsed.ok, text);
  return parsed.policy;
}

const trusts = (Principal: object, rest: object = {}) => ({
  Effect: "Allow",
  Principal,
  Action: "sts:AssumeRole",
  ...rest,
});
const GITHUB = { Federated: `arn:aws:iam::${accountId}:oidc-provider/token.actions.githubusercontent.com` };
const byWebIdentity = { Action: "sts:AssumeRoleWithWebIdentity" };

/** What the tables of the specification's pictures show. */
const ENTITIES: readonly (readonly [kind: string, words: string, condition: string, statement: object])[] = [
  ["service", "Amazon EC2", "", trusts({ Service: "ec2.amazonaws.com" })],
  ["service", "AWS Step Functions in eu-west-1", "", trusts({ Service: "states.eu-west-1.amazonaws.com" })],
  ["service", "photos.example.internal", "", trusts({ Service: "photos.example.internal" })],
  ["account", "this account", "", trusts({ AWS: accountId })],
  [
    "account",
    "this account",
    "tag team = oncall, with MFA",
    trusts(
      { AWS: `arn:aws:iam::${accountId}:root` },
      {
        Condition: {
          StringEquals: { "aws:PrincipalTag/team": "oncall" },
          Bool: { "aws:MultiFactorAuthPresent": true },
        },
      },
    ),
  ],
  ["account", "account 9876-5432-1098", "no external ID", trusts({ AWS: "987654321098" })],
  [
    "account",
    "account 9876-5432-1098",
    "external ID",
    trusts({ AWS: "987654321098" }, { Condition: { StringEquals: { "sts:ExternalId": "word" } } }),
  ],
  ["user", "user ana", "", trusts({ AWS: `arn:aws:iam::${accountId}:user/people/ana` })],
  [
    "role",
    "role Deploy of account 9876-5432-1098",
    "",
    trusts({ AWS: "arn:aws:iam::987654321098:role/Deploy" }),
  ],
  [
    "everyone",
    "everybody",
    "organization o-abcdefghij",
    trusts({ AWS: "*" }, { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-abcdefghij" } } }),
  ],
  [
    "oidc",
    "GitHub Actions",
    "branch main of nordwind/shop",
    trusts(GITHUB, {
      ...byWebIdentity,
      Condition: {
        StringEquals: {
          "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
          "token.actions.githubusercontent.com:sub": "repo:nordwind/shop:ref:refs/heads/main",
        },
      },
    }),
  ],
  [
    "saml",
    "SAML provider Anmeldedienst",
    "",
    trusts(
      { Federated: `arn:aws:iam::${accountId}:saml-provider/Anmeldedienst` },
      {
        Action: "sts:AssumeRoleWithSAML",
        Condition: { StringEquals: { "saml:aud": "https://signin.aws.amazon.com/saml" } },
      },
    ),
  ],
  [
    "uniqueId",
    "the deleted or unknown principal AROAABCDEFGHIJKLMNOPQ",
    "",
    trusts({ AWS: "AROAABCDEFGHIJKLMNOPQ" }),
  ],
];

describe("describeTrust", () => {
  for (const [kind, words, condition, statement] of ENTITIES) {
    it(`says ${words}${condition === "" ? "" : `, ${condition}`}`, () => {
      const [entity, ...others] = describeTrust(parse("trust", statement), reference, { accountId }).entities;
      assert.deepEqual(others, []);
      assert.deepEqual([entity?.kind, entity?.words, entity?.condition], [kind, words, condition]);
      assert.ok(entity?.assumesBy !== undefined);
    });
  }

  it("tells who is trusted and can still not become the role", () => {
    const tagging = parse("trust", trusts({ AWS: accountId }, { Action: "sts:TagSession" }), trusts(GITHUB));
    assert.deepEqual(
      describeTrust(tagging, reference, { accountId }).entities.map(({ assumesBy }) => assumesBy),
      [undefined, undefined],
    );
  });

  it("says that one may become the role where decide lets it, whoever it is", () => {
    const principals = ["user/ana", "user/bob", "role/web"].map(
      (name) => `arn:aws:iam::${accountId}:${name}`,
    );
    const statement = fc.record({
      Effect: fc.constantFrom("Allow", "Allow", "Deny"),
      Principal: fc.record({ AWS: fc.subarray(principals, { minLength: 1 }) }),
      Action: fc.constantFrom(
        "sts:AssumeRole",
        "sts:*",
        "sts:Assume*",
        "sts:TagSession",
        ["sts:TagSession", "STS:assumerole"],
        "sts:AssumeRoleWithSAML",
      ),
      Condition: fc.constantFrom({}, {}, { Bool: { "aws:MultiFactorAuthPresent": "true" } }),
    });
    let became = 0;
    fc.assert(
      fc.property(fc.array(statement, { minLength: 1, maxLength: 3 }), (statements) => {
        const policy = parse("trust", ...statements);
        const { entities } = describeTrust(policy, reference, { accountId });
        const resource = compilePolicySet([compilePolicy(policy)]);
        for (const arn of principals) {
          const request = {
            principal: {
              kind: arn.includes(":user/") ? "user" : "role",
              accountId,
              arn,
              id: "AIDAEXAMPLE",
            } as never,
            action: "sts:AssumeRole",
            resource: `arn:aws:iam::${accountId}:role/target`,
            resourceAccountId: accountId,
            context: new Map<string, string>(),
          };
          const isAllowed =
            decide(request, { resource, resourcePolicyRequired: true }).decision === "allowed";
          const own = entities.filter(({ value, assumesBy }) => value === arn && assumesBy !== undefined);
          const isSurely = own.some(
            ({ conditions, hasExceptions }) => conditions.length === 0 && !hasExceptions,
          );
          if (isSurely) assert.ok(isAllowed, arn);
          if (own.length === 0) assert.ok(!isAllowed, arn);
          became += Number(isAllowed);
        }
      }),
      { numRuns: 300 },
    );
    assert.ok(became > 50, `${became}`);
  });
});

const EC2 = parse("trust", trusts({ Service: "ec2.amazonaws.com" }));
const S3_READ = parse("identity", {
  Effect: "Allow",
  Action: ["s3:Get*", "s3:List*", "s3:Describe*"],
  Resource: "*",
});

describe("describeRole", () => {
  it("says the sentence of a role", () => {
    const described = describeRole({ name: "testrole", trust: EC2, policies: [S3_READ] }, reference, {
      accountId,
    });
    assert.equal(
      described.sentence,
      "Amazon EC2 may become testrole. As testrole it may read everything in S3, and nothing else.",
    );
    assert.equal(described.who, "Amazon EC2");
    assert.equal(described.may, "read everything in S3");
  });

  it("says what is not there yet", () => {
    const { sentence } = describeRole({ name: "this role", trust: undefined, policies: [] }, reference);
    assert.equal(sentence, "As this role they may do nothing yet.");
    const nobody = parse("trust", trusts({ AWS: accountId }, { Action: "sts:TagSession" }));
    assert.match(
      describeRole({ name: "r", trust: nobody, policies: [] }, reference).sentence,
      /^Nobody may become r\. /,
    );
  });

  it("does not say that there is nothing else where there is, or may be", () => {
    const everything = parse("identity", { Effect: "Allow", Action: "*", Resource: "*" });
    const all = describeRole({ name: "admin", trust: EC2, policies: [S3_READ, everything] }, reference);
    assert.equal(
      all.sentence,
      "Amazon EC2 may become admin. As admin it may do everything, in every service.",
    );
    const spanning = parse("identity", { Effect: "Allow", Action: "*:Get*", Resource: "*" });
    assert.doesNotMatch(
      describeRole({ name: "r", trust: EC2, policies: [S3_READ, spanning] }, reference).sentence,
      /nothing else/,
    );
  });

  it("tells of a boundary that denies, though it allows everything else", () => {
    const all = { Effect: "Allow", Action: "*", Resource: "*" };
    const told = (...denials: readonly object[]) =>
      describeRole(
        { name: "r", trust: EC2, policies: [S3_READ], boundary: parse("boundary", all, ...denials) },
        reference,
      ).sentence;
    assert.match(told(), /may read everything in S3, and nothing else\.$/);
    assert.match(
      told({ Effect: "Deny", Action: "s3:GetObject", Resource: "*" }),
      /, as far as its boundary lets it\. Its boundary limits it\. Denies GetObject in S3\.$/,
    );
  });

  it("tells of conditions, denials and the boundary", () => {
    const trust = parse(
      "trust",
      trusts({ AWS: accountId }, { Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } }),
    );
    const denial = parse("identity", {
      Effect: "Deny",
      Action: "s3:GetObject",
      Resource: "arn:aws:s3:::secrets/*",
    });
    const boundary = parse("boundary", { Effect: "Allow", Action: "s3:*", Resource: "*" });
    const { sentence } = describeRole(
      { name: "r", trust, policies: [S3_READ, denial], boundary },
      reference,
      { accountId },
    );
    assert.equal(
      sentence,
      "Whoever this account lets may become r, if MFA was used. As r they may read everything in S3, with exceptions, as far as its boundary lets it. " +
        "Denies reading secrets/* in S3. Its boundary limits it. At most: everything in S3, deleting included.",
    );
  });
});
