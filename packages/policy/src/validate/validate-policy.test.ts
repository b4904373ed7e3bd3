import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { type CompiledPolicy, compilePolicy } from "../compile/compile-policy.ts";
import { compilePolicySet } from "../compile/policy-set.ts";
import { decide } from "../decide/decide.ts";
import { parsePolicy } from "../document/parse.ts";
import type { PolicyKind } from "../document/policy.ts";
import { locate } from "../document/span.ts";
import type { AuthorizationRequest } from "../request/request.ts";
import { covers } from "./lint/glob.ts";
import { overlaps, RUN_WITHOUT_COLON, RUN_WITHOUT_SLASH } from "./lint/pattern-overlap.ts";
import type { ReferenceData } from "./reference-data.ts";
import { type ValidationOptions, validatePolicy } from "./validate-policy.ts";

/** The actions of each service, and the ARNs that each is about. */
const ACTIONS: ReadonlyMap<string, Readonly<Record<string, readonly string[]>>> = new Map([
  [
    "s3",
    {
      GetObject: ["arn:${Partition}:s3:::${BucketName}/${ObjectName}"],
      PutObject: ["arn:${Partition}:s3:::${BucketName}/${ObjectName}"],
      ListBucket: ["arn:${Partition}:s3:::${BucketName}"],
      ListAllMyBuckets: [],
    },
  ],
  [
    "iam",
    {
      PassRole: ["arn:${Partition}:iam::${Account}:role/${RoleName}"],
      CreateUser: ["arn:${Partition}:iam::${Account}:user/${UserName}"],
    },
  ],
]);
const KEYS: ReadonlyMap<string, readonly string[]> = new Map([
  ["s3", ["s3:prefix", `s3:BucketTag/$\{TagKey}`]],
]);

const reference: ReferenceData = {
  hasService: (service) => ACTIONS.has(service.toLowerCase()),
  actionsOf: (service) => Object.keys(ACTIONS.get(service.toLowerCase()) ?? {}),
  conditionKeysOf: (service) => KEYS.get(service.toLowerCase()) ?? [],
  globalConditionKeys: [
    "aws:SourceIp",
    "aws:SecureTransport",
    "aws:PrincipalTag/tag-key",
    "aws:username",
    "aws:TagKeys",
    "aws:CurrentTime",
    "aws:PrincipalArn",
  ],
  resourceArnsOf: (service, action) => ACTIONS.get(service.toLowerCase())?.[action],
  hasSeveralValues: (key) => (key === "aws:unknown" ? undefined : key === "aws:TagKeys"),
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
        Resource: "arn:aws:s3:::a/*",
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
          NotIpAddress: {
            "aws:SourceIp": [
              "192.0.2.0/24",
              "192.0.2.0/33",
              "2001:db8::5/64",
              "1:2:3:4:5:6:7::8",
              "1:2:3:4:5:6:7::",
            ],
          },
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
      ["invalidIpRange", quoted("1:2:3:4:5:6:7::8")],
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
      ["valueReadAsFalse", quoted("yes")],
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
  "values that exclude nothing": {
    kind: "session",
    statements: [
      {
        ...GET,
        Condition: {
          NumericNotEquals: { "s3:prefix": "ten" },
          DateNotEquals: { "aws:CurrentTime": ["2026-01-01", "tomorrow"] },
          NotIpAddress: { "aws:SourceIp": ["192.0.2.0/24", "192.0.2.0.0/24"] },
          ArnNotEquals: { "aws:PrincipalArn": "alice" },
          StringNotEquals: { "s3:prefix": "home/*" },
          Bool: { "aws:SecureTransport": "yes" },
        },
      },
    ],
    found: [
      ["valueExcludesNothing", quoted("ten")],
      ["valueExcludesNothing", quoted("tomorrow")],
      ["valueExcludesNothing", quoted("192.0.2.0.0/24")],
      ["valueNeverMatches", quoted("alice")],
      ["valueExcludesNothing", quoted("home/*")],
      ["valueReadAsFalse", quoted("yes")],
    ],
  },
  "broken and unknown variables": {
    statements: [
      {
        Effect: "Allow",
        Action: "s3:GetObject",
        Resource: [
          "aws:username",
          "AWS:UserName, 'nobody'",
          "aws:PrincipalTag/team",
          "accounts.google.com:sub",
          "$",
          "*",
          "aws:username, 'a}b'",
          "",
          "aws:usrname",
          "bucket",
          "aws:username, nobody",
          "s3:sufix",
        ].map((key) => `arn:aws:s3:::photos/${variable(key)}/*`),
        Condition: {
          StringLike: { "s3:prefix": ["${aws:username", "a${b${aws:username}", "$aws:username", "{}"] },
        },
      },
    ],
    found: [
      ["brokenVariable", quoted("arn:aws:s3:::photos/${}/*")],
      ["unknownVariable", quoted("arn:aws:s3:::photos/${aws:usrname}/*")],
      ["unknownVariable", quoted("arn:aws:s3:::photos/${bucket}/*")],
      ["brokenVariable", quoted("arn:aws:s3:::photos/${aws:username, nobody}/*")],
      ["unknownVariable", quoted("arn:aws:s3:::photos/${s3:sufix}/*")],
      ["brokenVariable", quoted("${aws:username")],
      ["brokenVariable", quoted("a${b${aws:username}")],
    ],
  },
  "placeholders that a tool should have filled": {
    version: "2008-10-17",
    statements: [
      {
        ...GET,
        Resource: ["${var.bucket}", "${AWS::AccountId}", "{{ name }}", "${module.a.arns[0]}"].map(
          (text) => `arn:aws:s3:::${text}/*`,
        ),
      },
    ],
    found: [
      [
        "oldLanguageVariables",
        quoted(
          ["${var.bucket}", "${AWS::AccountId}", "{{ name }}", "${module.a.arns[0]}"].map(
            (text) => `arn:aws:s3:::${text}/*`,
          ),
        ),
      ],
      ["unfilledPlaceholder", quoted("arn:aws:s3:::${var.bucket}/*")],
      ["unfilledPlaceholder", quoted("arn:aws:s3:::${AWS::AccountId}/*")],
      ["unfilledPlaceholder", quoted("arn:aws:s3:::{{ name }}/*")],
      ["unfilledPlaceholder", quoted("arn:aws:s3:::${module.a.arns[0]}/*")],
    ],
  },
  "set operators": {
    statements: [
      {
        ...GET,
        Condition: {
          "ForAllValues:StringEquals": { "aws:username": "a", "aws:TagKeys": "b" },
          "ForAnyValue:StringEquals": { "aws:username": "a" },
          StringNotEquals: { "aws:TagKeys": "b" },
          Null: { "aws:TagKeys": "false" },
        },
      },
    ],
    found: [
      ["setOperatorOnSingleValue", quoted("aws:username")],
      ["setOperatorMissing", quoted("aws:TagKeys")],
    ],
  },
  "actions and resources that never meet": {
    statements: [
      { ...GET, Action: ["s3:PutObject", "s3:ListBucket"], Resource: "arn:aws:s3:::a/*" },
      { ...GET, Action: "s3:ListAllMyBuckets" },
      { ...GET, Resource: ["arn:aws:s3:::photos/*", "arn:aws:sqs:*:*:photos"] },
      { ...GET, Action: "s3:*Bucket*", Resource: "arn:aws:s3:::photo${*}" },
      { ...GET, Action: ["s3:PutObject", "s3:Unknown"], Resource: "arn:*:s3:::*/a" },
      { Effect: "Deny", NotAction: "s3:ListBucket", Resource: "arn:aws:sqs:*:*:photos" },
      {
        ...GET,
        Action: "iam:Create*",
        Resource: `arn:aws:iam::111111111111:role/${variable("aws:username")}`,
      },
    ],
    found: [
      ["resourceNeverMatches", quoted("s3:ListBucket")],
      ["resourceNeverMatches", quoted("s3:ListAllMyBuckets")],
      ["resourceNeverMatches", quoted("arn:aws:sqs:*:*:photos")],
      ["unknownAction", quoted("s3:Unknown")],
      ["resourceNeverMatches", quoted("iam:Create*")],
    ],
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
  "everyone else trusted": {
    kind: "resource",
    statements: [
      { ...GET, NotPrincipal: { AWS: "111111111111" } },
      { ...GET, Effect: "Deny", Action: "s3:PutObject", NotPrincipal: { AWS: "111111111111" } },
    ],
    found: [["everyoneElseTrusted", quoted({ AWS: "111111111111" })]],
  },
  "services that AWS does not have": {
    kind: "resource",
    statements: [{ ...GET, Principal: { Service: ["ec2.amazonaws.com", "ec2.amazonaws.con"] } }],
    found: [["unknownServicePrincipal", quoted({ Service: ["ec2.amazonaws.com", "ec2.amazonaws.con"] })]],
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

  it("says where, what and what to write instead", () => {
    const told = (kind: PolicyKind, ...lines: readonly string[]) => {
      const text = lines.join("\n");
      return validatePolicy(text, kind, { reference }).map(
        ({ code, severity, span, message, suggestion }) => {
          const { line, column } = locate(text, span.start);
          return `${line}:${column} ${severity} ${code}: ${message} ${suggestion}`;
        },
      );
    };
    const allow = (rest: string) => [
      '{ "Version": "2012-10-17", "Statement": {',
      '  "Effect": "Allow", "Action": "s3:GetObject",',
      `  ${rest} } }`,
    ];
    const anyObject = '"Resource": "arn:aws:s3:::photos/*"';
    const conditioned = (text: string) => allow(`${anyObject}, "Condition": { ${text} }`);

    assert.deepEqual(told("identity", " {"), [
      '1:1 error leadingSpace: The document begins with white space. Begin with "{".',
      "1:3 error invalidJson: Expected a name in double quotes, found the end. undefined",
    ]);
    assert.deepEqual(
      told("identity", ...allow(`${anyObject}, "Sid": "a\u2013b"`)),
      [
        '3:49 error refusedCharacter: The API does not take the character "\u2013" (U+2013). Within a string write it as \\u2013.',
        '3:47 error sidCharacters: The Sid "a\u2013b" has characters other than letters and digits. Use letters and digits alone.',
      ].toSorted(),
    );
    assert.deepEqual(told("identity", `\ufeff${allow(anyObject).join("")}`), [
      "1:1 error invalidJson: There is a byte order mark. Save the file as UTF-8 without one. undefined",
    ]);
    assert.deepEqual(told("identity", ...conditioned('"StringEqual": { "aws:username": "a" }')), [
      '3:55 error unknownOperator: "StringEqual" is not a condition operator. Did you mean "StringEquals"?',
    ]);
    assert.deepEqual(told("identity", ...conditioned('"ForAllValue:ArnLikeIfExist": { "k": "*" }')), [
      '3:55 error unknownOperator: "ForAllValue:ArnLikeIfExist" is not a condition operator. Did you mean "ForAllValues:ArnLikeIfExists"?',
    ]);
    assert.deepEqual(told("identity", ...conditioned('"NotIpAddress": { "aws:SourceIp": "10.0.0.0/33" }')), [
      '3:89 error invalidIpRange: "10.0.0.0/33" is not an IP address or a range of them. Write "192.0.2.0/24" or "2001:db8::/32": an IPv6 network has no bits after its prefix.',
    ]);
    assert.deepEqual(told("session", ...conditioned('"NotIpAddress": { "aws:SourceIp": "10.0.0.0/33" }')), [
      '3:89 warning valueExcludesNothing: NotIpAddress of "aws:SourceIp" is met by everybody as far as "10.0.0.0/33" goes: it is no value to be unequal to. Write an IP address or a range such as 192.0.2.0/24.',
    ]);
    assert.deepEqual(told("identity", ...allow('"Resource": "arn:aws:s3:::photos/${aws:usrname}"')), [
      '3:15 warning unknownVariable: No request has a value for "${aws:usrname}": what it stands in matches nothing. Did you mean "${aws:username}"?',
    ]);
    assert.deepEqual(told("identity", ...allow('"Resource": "arn:aws:s3:::photos/${aws:username"')), [
      '3:15 warning brokenVariable: "${aws:username" is no variable, and is taken as plain text. Close it, as in "${aws:username}"; "${$}" is a dollar sign.',
    ]);
    assert.deepEqual(told("identity", ...allow('"Resource": "arn:aws:s3:::${var.bucket}/*"')), [
      '3:15 warning unfilledPlaceholder: "${var.bucket}" is a placeholder of Terraform, which AWS does not fill. Put the value itself here before the policy is sent.',
    ]);
    assert.deepEqual(told("identity", ...conditioned('"ForAllValues:StringLike": { "aws:username": "a" }')), [
      '3:84 warning setOperatorOnSingleValue: "aws:username" has one value, and ForAllValues is met where it is missing too. Write "StringLike".',
    ]);
    assert.deepEqual(told("identity", ...allow('"Resource": "arn:aws:s3:::photos"')), [
      `2:32 warning resourceNeverMatches: By AWS's reference "s3:GetObject" is about other resources: on these it does nothing. It is about arn:*:s3:::*/*.`,
    ]);
    assert.deepEqual(told("resource", ...allow(`${anyObject}, "NotPrincipal": { "AWS": "111111111111" }`)), [
      '3:56 warning everyoneElseTrusted: Everyone but those who are named here is allowed, even without signing in. Name who is meant in "Principal", or deny with a condition on aws:PrincipalArn.',
    ]);
  });

  it("finds patterns that share a text", () => {
    const pattern = fc.string({ unit: fc.constantFrom("a", "b", "*", "?"), maxLength: 8 });
    const text = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 8 });
    fc.assert(
      fc.property(pattern, pattern, text, (left, right, sample) => {
        const shared = covers(left, sample) && covers(right, sample);
        assert.ok(!shared || overlaps(left, right));
        assert.equal(overlaps(left, right), overlaps(right, left));
        assert.equal(overlaps(left, sample), covers(left, sample));
      }),
      { numRuns: 2000 },
    );
    assert.ok(overlaps(`a${RUN_WITHOUT_COLON}c`, "a*") && !overlaps(`a${RUN_WITHOUT_COLON}c`, "a:c"));
    assert.ok(!overlaps(RUN_WITHOUT_SLASH, "a/*") && overlaps(RUN_WITHOUT_SLASH, "a*"));
    assert.ok(!overlaps("a*b", "*a") && !overlaps("a?", "a") && overlaps("*", ""));
    assert.ok(overlaps("b".repeat(300), "a"), "what is longer than anyone writes is not compared");
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
      { ...GET, Resource: many(6000, (i) => `arn:aws:s3:::a/${variable(`aws:PrincipalTag/${i}`)}`) },
      { ...GET, Resource: `arn:aws:s3:::${"${".repeat(200_000)}}` },
      { ...GET, Resource: `arn:aws:s3:::${"{{a".repeat(200_000)}` },
      {
        Effect: "Allow",
        Action: many(800, (i) => `s3:*${"e*".repeat(50)}${i}`),
        Resource: many(800, (i) => `arn:aws:s3:::${"*a".repeat(60)}${i}`),
      },
      {
        Effect: "Allow",
        Action: ["s3:ListBucket", "s3:GetObject", "iam:PassRole"],
        Resource: many(800, (i) => `arn:aws:s3:::${"*a/".repeat(60)}${i}`),
      },
    ];
    const crowds: readonly unknown[] = [
      ...hostile,
      many(300, (i) => ({ ...GET, Action: many(30, (j) => `s3:${"*a".repeat(50)}${i}${j}`) })),
      many(300, (i) => ({ ...GET, Resource: many(30, (j) => `arn:aws:s3:::${"*a".repeat(50)}${i}${j}`) })),
    ];
    for (const Statement of crowds) {
      const before = process.cpuUsage();
      const findings = validatePolicy(JSON.stringify({ Version: "2012-10-17", Statement }), "identity", {
        reference,
      });
      assert.ok(findings.length <= 700);
      assert.ok(process.cpuUsage(before).user < 5_000_000, JSON.stringify(Statement).slice(0, 80));
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
