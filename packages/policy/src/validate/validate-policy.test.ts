import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { type CompiledPolicy, compilePolicy } from "../compile/compile-policy.ts";
import { compilePolicySet } from "../compile/policy-set.ts";
import { decide } from "../decide/decide.ts";
import { parsePolicy } from "../document/parse.ts";
import type { PolicyKind } from "../document/policy.ts";
import type { AuthorizationRequest } from "../request/request.ts";
import type { ReferenceData } from "./reference-data.ts";
import { type ValidationOptions, validatePolicy } from "./validate-policy.ts";

const ACTIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ["s3", ["GetObject", "PutObject", "ListBucket"]],
  ["iam", ["PassRole", "CreateUser"]],
]);
const KEYS: ReadonlyMap<string, readonly string[]> = new Map([
  ["s3", ["s3:prefix", `s3:BucketTag/$\{TagKey}`]],
]);

const reference: ReferenceData = {
  hasService: (service) => ACTIONS.has(service.toLowerCase()),
  actionsOf: (service) => ACTIONS.get(service.toLowerCase()) ?? [],
  conditionKeysOf: (service) => KEYS.get(service.toLowerCase()) ?? [],
  globalConditionKeys: ["aws:SourceIp", "aws:SecureTransport", "aws:PrincipalTag/tag-key"],
};

/** A policy variable. */
const variable = (key: string) => `\${${key}}`;

const GET = { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::photos/*" };
const TRUST = { Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: "222222222222" } };

interface Example {
  readonly kind?: PolicyKind;
  readonly version?: string;
  readonly options?: ValidationOptions;
  readonly statements: readonly object[];
  /** Each finding as its code and the text it stands at. */
  readonly found: readonly (readonly [code: string, at: string])[];
}

const quoted = JSON.stringify;
const whole = (statement: object) => JSON.stringify(statement);

const EXAMPLES: Readonly<Record<string, Example>> = {
  "nothing to say": { statements: [GET], found: [] },
  "unknown names": {
    statements: [
      {
        ...GET,
        Action: ["s3:GetObjects", "s4:GetObject", "S3:get*", "s3:Nothing*", "*"],
        Resource: "arn:aws:s3:::a",
      },
    ],
    found: [
      ["unknownAction", quoted("s3:GetObjects")],
      ["unknownService", quoted("s4:GetObject")],
      ["unknownAction", quoted("s3:Nothing*")],
    ],
  },
  "unknown condition keys": {
    statements: [
      {
        ...GET,
        Condition: {
          StringEquals: {
            "AWS:sourceip": "a",
            "aws:SourceIps": "b",
            "s3:prefix": "c",
            "s3:BucketTag/team": "d",
            "aws:PrincipalTag/team": "e",
            "s3:sufix": "f",
            "accounts.google.com:aud": "g",
            nonsense: "h",
          },
        },
      },
    ],
    found: [
      ["unknownConditionKey", quoted("aws:SourceIps")],
      ["unknownConditionKey", quoted("s3:sufix")],
      ["unknownConditionKey", quoted("nonsense")],
    ],
  },
  "literals of the wrong type": {
    statements: [
      {
        ...GET,
        Condition: {
          NumericLessThan: { "s3:prefix": ["10", "ten", 11] },
          DateGreaterThan: { "aws:CurrentTime": "tomorrow" },
          NotIpAddress: { "aws:SourceIp": ["192.0.2.0/24", "192.0.2.0/33", "2001:db8::5/64"] },
          ArnNotLike: { "aws:PrincipalArn": ["arn:aws:iam", "arn:aws:iam::*:role/*"] },
          BinaryEquals: { "s3:prefix": "YWJj==" },
        },
      },
    ],
    found: [
      ["invalidNumber", quoted("ten")],
      ["invalidDate", quoted("tomorrow")],
      ["invalidIpRange", quoted("192.0.2.0/33")],
      ["invalidIpRange", quoted("2001:db8::5/64")],
      ["invalidArn", quoted("arn:aws:iam")],
      ["invalidBinary", quoted("YWJj==")],
    ],
  },
  "values that never match": {
    kind: "session",
    statements: [
      {
        ...GET,
        Condition: {
          NumericLessThan: { "s3:prefix": ["10", "ten"] },
          Bool: { "aws:SecureTransport": "yes" },
          IpAddress: { "aws:SourceIp": ["192.0.2.0/24", "2001:db8::/32", "192.0.2.0/33"] },
          ArnLike: { "s3:prefix": ["arn:aws:iam", "arn:aws:iam::*:role/*"] },
          StringEquals: { "s3:prefix": ["home/*", variable("*"), "home"] },
          StringLike: { "s3:prefix": "home/*" },
        },
      },
    ],
    found: [
      ["valueNeverMatches", quoted("ten")],
      ["valueNeverMatches", quoted("yes")],
      ["valueNeverMatches", quoted("192.0.2.0/33")],
      ["valueNeverMatches", quoted("arn:aws:iam")],
      ["valueNeverMatches", quoted("home/*")],
    ],
  },
  "ARNs that AWS completes": {
    statements: [
      { ...GET, Effect: "Deny", Action: "*", Resource: ["arn:aws:sqs", "arn:aws:sqs:*:111122223333"] },
      { ...GET, NotResource: "arn:aws:sns:eu-west-1", Resource: undefined, Effect: "Deny" },
    ],
    found: [
      ["incompleteArn", quoted("arn:aws:sqs")],
      ["incompleteArn", quoted("arn:aws:sqs:*:111122223333")],
      ["incompleteArn", quoted("arn:aws:sns:eu-west-1")],
    ],
  },
  "ARNs that AWS does not complete": {
    kind: "session",
    statements: [{ ...GET, Resource: "arn:aws:s3" }],
    found: [["malformedArn", quoted("arn:aws:s3")]],
  },
  "an allow that a deny covers": {
    statements: [
      { ...GET, Condition: { Bool: { "aws:SecureTransport": "true" } } },
      { Effect: "Deny", Action: "s3:*", Resource: "arn:aws:s3:::*" },
      { ...GET, Resource: "*" },
    ],
    found: [
      ["unreachableStatement", whole({ ...GET, Condition: { Bool: { "aws:SecureTransport": "true" } } })],
    ],
  },
  "a statement said twice": {
    statements: [
      { ...GET, Sid: "a" },
      { ...GET, Sid: "b" },
      { Effect: "Allow", NotAction: "s3:GetObject", Resource: "arn:aws:s3:::photos/cat.jpg", Sid: "c" },
    ],
    found: [
      ["repeatedStatement", whole({ ...GET, Sid: "b" })],
      ["notActionGrant", quoted("s3:GetObject")],
    ],
  },
  "broad grants": {
    statements: [
      { Effect: "Allow", Action: ["s3:ListBucket", "iam:*"], Resource: "*" },
      { Effect: "Allow", NotResource: "arn:aws:s3:::a", Action: "s3:PutObject" },
    ],
    found: [
      ["broadGrant", quoted(["s3:ListBucket", "iam:*"])],
      ["passRoleToAny", quoted("*")],
      ["notActionGrant", quoted("arn:aws:s3:::a")],
    ],
  },
  "passing any role": {
    statements: [
      { Effect: "Allow", Action: "iam:Pass*", Resource: "arn:aws:iam::111111111111:role/*" },
      {
        Effect: "Allow",
        Action: "iam:PassRole",
        Resource: "*",
        Condition: { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } },
      },
      { Effect: "Allow", Action: "iam:PassRole", Resource: "arn:aws:iam::222222222222:role/build" },
    ],
    options: {},
    found: [["passRoleToAny", quoted("arn:aws:iam::111111111111:role/*")]],
  },
  "limits may be wide": {
    kind: "boundary",
    statements: [{ Effect: "Allow", Action: "*", Resource: "*" }],
    found: [],
  },
  "a third party without an external id": {
    kind: "trust",
    options: { accountId: "111111111111" },
    statements: [
      { ...TRUST, Principal: { AWS: ["arn:aws:iam::222222222222:root", "111111111111"] } },
      { ...TRUST, Condition: { StringEquals: { "sts:ExternalId": "x" } } },
      { ...TRUST, Principal: { AWS: "arn:aws:iam::222222222222:role/one" } },
    ],
    found: [["missingExternalId", quoted({ AWS: ["arn:aws:iam::222222222222:root", "111111111111"] })]],
  },
  "everyone trusted": {
    kind: "resource",
    options: {},
    statements: [
      { ...GET, Principal: "*" },
      {
        ...GET,
        Action: "s3:PutObject",
        Principal: { AWS: "*" },
        Condition: { Bool: { "aws:SecureTransport": "true" } },
      },
    ],
    found: [["everyoneTrusted", quoted("*")]],
  },
  "variables in the older language": {
    version: "2008-10-17",
    statements: [{ ...GET, Resource: `arn:aws:s3:::photos/${variable("aws:username")}/*` }],
    found: [["oldLanguageVariables", quoted(`arn:aws:s3:::photos/${variable("aws:username")}/*`)]],
  },
  "services beyond resource control": {
    kind: "resourceControl",
    options: {},
    statements: [{ Effect: "Deny", Principal: "*", Action: ["s3:*", "ec2:*"], Resource: "*" }],
    found: [["notForThisKind", quoted("ec2:*")]],
  },
  "errors alone where there are any": {
    options: { reference, managed: true },
    version: "2008-10-17",
    statements: [{ Effect: "Allow", Action: "s4:*", Resource: "bucket" }],
    found: [
      ["oldVersion", ""],
      ["resourceNotArn", quoted("bucket")],
    ],
  },
};

describe("a validation", () => {
  for (const [name, example] of Object.entries(EXAMPLES)) {
    it(`finds ${name}`, () => {
      const {
        kind = "identity",
        version = "2012-10-17",
        options = { reference },
        statements,
        found,
      } = example;
      const text = JSON.stringify({ Version: version, Statement: statements });
      const findings = validatePolicy(text, kind, options);
      assert.deepEqual(
        findings.map(({ code, span }) => [code, text.slice(span.start, span.end)]),
        found,
      );
    });
  }

  it("suggests the name that was probably meant", () => {
    const suggestions = ["s3:GetObjcet", "s3:Putobjects", "s3:Entirely"].map((action) => {
      const text = JSON.stringify({ Version: "2012-10-17", Statement: { ...GET, Action: action } });
      return validatePolicy(text, "identity", { reference })[0]?.suggestion;
    });
    assert.deepEqual(suggestions, [
      'Did you mean "s3:GetObject"?',
      'Did you mean "s3:PutObject"?',
      "See the actions of s3.",
    ]);
  });

  it("takes bounded time over hostile documents", () => {
    const many = (count: number, make: (index: number) => unknown) =>
      Array.from({ length: count }, (_, i) => make(i));
    const hostile: readonly object[] = [
      { ...GET, Action: many(50_000, (index) => `s3:GetObjeckt${index}`) },
      {
        ...GET,
        Condition: {
          StringEquals: Object.fromEntries(many(50_000, (i) => [`s3:k${i}`, "a*"]) as [string, string][]),
        },
      },
      { ...GET, Condition: { StringEquals: { "s3:prefix": "${".repeat(400_000) } } },
      { ...GET, Condition: { StringEquals: { "s3:prefix": many(50_000, () => "${*") } } },
    ];
    const crowds: readonly unknown[] = [
      ...hostile,
      many(300, (i) => ({ ...GET, Action: many(30, (j) => `s3:${"*a".repeat(50)}${i}${j}`) })),
      many(300, (i) => ({ ...GET, Resource: many(30, (j) => `arn:aws:s3:::${"*a".repeat(50)}${i}${j}`) })),
    ];
    for (const Statement of crowds) {
      const startMs = performance.now();
      const findings = validatePolicy(JSON.stringify({ Version: "2012-10-17", Statement }), "identity", {
        reference,
      });
      assert.ok(findings.length <= 700);
      assert.ok(performance.now() - startMs < 5000, JSON.stringify(Statement).slice(0, 80));
    }
  });

  it("is right that a statement changes nothing: without it every decision is the same", () => {
    let judged = 0;
    fc.assert(
      fc.property(fc.array(crowdedStatement, { minLength: 2, maxLength: 4 }), (statements) => {
        const text = JSON.stringify({ Version: "2012-10-17", Statement: statements });
        const policy = compile(text);
        for (const { code, span } of validatePolicy(text, "identity")) {
          if (code !== "unreachableStatement" && code !== "repeatedStatement") continue;
          judged++;
          const rest = policy.policy.statements.filter((statement) => statement.span.start !== span.start);
          const without = compilePolicy({ ...policy.policy, statements: rest });
          for (const request of requests) assert.equal(ask(request, without), ask(request, policy));
        }
      }),
      { numRuns: 500 },
    );
    assert.ok(judged > 100, `${judged} statements were judged`);
  });
});

/** Statements with so little to choose from that they often overlap. */
const crowdedStatement = fc
  .record({
    Effect: fc.constantFrom("Allow", "Deny"),
    negated: fc.constantFrom("", "", "", "Not"),
    action: fc.subarray(["*", "s3:*", "s3:Get*", "S3:GetObject", "s3:???Object"], {
      minLength: 1,
      maxLength: 2,
    }),
    resource: fc.constantFrom(
      "*",
      "arn:aws:s3:::*",
      "arn:aws:s3:::a/*",
      "arn:*:s3:*:*:*",
      "arn:*:s3:::a/?",
      "arn:aws:s3:*:*:a/b",
    ),
    Condition: fc.constantFrom({}, {}, { StringLike: { "s3:prefix": "a*" } }),
  })
  .map(({ negated, action, resource, ...rest }) => ({
    ...rest,
    [`${negated}Action`]: action,
    Resource: resource,
  }));

const requests: readonly AuthorizationRequest[] = [
  "s3:GetObject",
  "s3:PutObject",
  "s3:ListBucket",
  "ec2:Run",
].flatMap((action) =>
  ["arn:aws:s3:::a/b", "arn:aws:s3:::b", "arn:aws:s3::x:y", "arn:aws:s3:r:1:a/b:c"].flatMap((resource) =>
    ["a/b", "c"].map((prefix) => ({
      principal: { kind: "user", accountId: "1", arn: "arn:aws:iam::1:user/a", id: "AIDAA" },
      action,
      resource,
      resourceAccountId: "1",
      context: new Map([["s3:prefix", prefix]]),
    })),
  ),
);

function compile(text: string): CompiledPolicy {
  const result = parsePolicy(text, "identity");
  assert.ok(result.ok);
  return compilePolicy(result.policy);
}

function ask(request: AuthorizationRequest, policy: CompiledPolicy): string {
  return decide(request, { identity: compilePolicySet([policy]) }).decision;
}
