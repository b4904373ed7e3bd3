import assert from "node:assert/strict";
import { test } from "node:test";
import type { PolicyKind } from "../document/policy.ts";
import { awsPolicyError } from "./aws-policy-error.ts";

type Fields = Readonly<Record<string, unknown>>;

/** One recorded answer and documents that get it; null means that AWS takes them. Texts are sent as they are. */
interface Answer {
  readonly message: string | null;
  readonly documents: readonly unknown[];
}

const LIST: Fields = { Effect: "Allow", Action: "s3:ListBucket", Resource: "arn:aws:s3:::photos" };

/** A good statement with some elements changed; JSON leaves out what is undefined. */
const statement = (changes: Fields, base = LIST): Fields => ({ ...base, ...changes });

const policy = (content: Fields | readonly unknown[], top: Fields = {}): Fields => ({
  Version: "2012-10-17",
  ...top,
  Statement: Array.isArray(content) ? content : statement(content as Fields),
});

const COGNITO = "cognito-identity.amazonaws.com";
const GITHUB = "token.actions.githubusercontent.com";
const GITHUB_ARN = `arn:aws:iam::111111111111:oidc-provider/${GITHUB}`;
const SYNTAX = "Syntax errors in policy.";
const LEGACY = "The policy failed legacy parsing";
const VERSION = "Policy document must be version 2012-10-17 or greater.";
const VENDOR = "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.";

const condition = (operator: string, ...values: readonly unknown[]) =>
  values.map((value) => policy({ Condition: { [operator]: { "aws:SourceIp": value } } }));

/** Literals that IAM refuses to save and STS takes, and those that both take. */
const REFUSED_LITERALS = [
  ...condition("NumericLessThan", "abc", " 10", "0x10", "", "${aws:EpochTime}"),
  ...condition("NumericNotEqualsIfExists", ["10", "ten"]),
  ...condition("DateGreaterThan", "tomorrow", "2026/01/01", "2026-13-45", "Mon, 07 Sep 2026 00:00:00 GMT"),
  ...condition("ForAnyValue:DateNotEquals", "x"),
  ...condition("IpAddress", "203.0.113.999/24", "example.com", "1.2.3", "10.0.0.0/33", "10.0.0.0/8 "),
  ...condition("NotIpAddress", "2001:db8::5/64", "::ffff:192.0.2.1", "2001:db8::1::", "2001:db8::/129"),
  ...condition("IpAddress", "2001:db8:0:0:0:0:0:0:0", "2001:db8:12345::", "${aws:SourceIp}", ""),
  ...condition("ArnLike", "nope", "arn:aws:s3:b", "arn:aws:s3::b", "${aws:PrincipalArn}", ""),
  ...condition("ArnNotEquals", ["*", "nope"]),
];
const TAKEN_LITERALS = [
  ...condition("NumericLessThan", "10", 10, "10.5", "-1", "+1", "007", "1e3", ["1", "2"]),
  ...condition("DateGreaterThan", "2026", "2026-01", "2026-01-01", "2026-01-01T00:00Z", "1767225600"),
  ...condition("DateLessThan", "2026-01-01T00:00:00.000Z", "2026-01-01T00:00:00+09:00"),
  ...condition("IpAddress", "203.0.113.0/24", "203.0.113.5", "0.0.0.0/0", "010.1.002.3/+08", "10.1.1.1/8"),
  ...condition("NotIpAddress", "2001:db8::/32", "2001:db8::1", "::/0", "::", "2001:db8::4/127", "::1/128"),
  ...condition("IpAddress", "2001:db8:::1", "1:2:3:4:5:6:7:8:", ":2:3:4:5:6:7:8", "1:2:3:4:5:6:7::"),
  ...condition("ArnLike", "*", "arn:*:s3:::b", "arn:aws:*:*:*:*", "arn:aws:iam::1:user/${aws:username}"),
  ...condition("Bool", "true", true, "yes"),
  ...condition("StringNotLike", "", "*"),
  ...condition("BinaryEquals", "YWJj", "YWJjZA==", ""),
];
const REFUSED_BINARIES = condition("BinaryEquals", "!!!", "abc", "YWJj==", "YWJ_");

const managed: readonly Answer[] = [
  { message: LEGACY, documents: REFUSED_LITERALS },
  { message: SYNTAX, documents: REFUSED_BINARIES },
  { message: null, documents: TAKEN_LITERALS },
  {
    message: SYNTAX,
    documents: [
      "not json",
      "",
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Effect":"Deny","Action":"*","Resource":"*"}]}',
      "[]",
      "null",
      '"x"',
      policy({}, { Version: "2013-10-17" }),
      { Version: "2012-10-17" },
      policy(["text"]),
      policy([]),
      policy({}, { Extra: "x" }),
      policy({ extra: "x" }),
      policy({}, { Id: ["x"] }),
      policy({}, { Id: {} }),
      policy({ Effect: "Permit" }),
      policy({ Effect: undefined }),
      policy({ Resource: { a: "arn:aws:s3:::photos" } }),
      policy({ Effect: "Deny", Resource: ["photos", {}] }),
      policy({ NotResource: [] }),
      policy({ NotResource: "*" }),
      policy({ Action: [[]] }),
      policy({ Action: {} }),
      policy({ NotAction: "s3:Get" }),
      policy({ NotAction: "s3:Get", Action: [] }),
      policy({ Condition: [] }),
      policy({ Condition: "a" }),
      policy({ Condition: { a: "b" } }),
      policy({ Condition: { DateGreaterThan: "b" } }),
      policy({ Condition: { DateGreaterThan: [] } }),
      policy({ Condition: { DateGreaterThan: { a: {} } } }),
      policy({ Action: undefined, Condition: { DateGreaterThan: { a: {} } } }),
      policy({ Condition: { x: { a: "1" } } }),
      policy({ Condition: { "ForAnyValue::StringEqualsIfExists": { a: "b" } } }),
      policy({ Condition: [{ "ForAllValues:StringEquals": { "aws:TagKeys": "x" } }] }),
      policy({ Condition: { NullIfExists: { "aws:username": "true" } } }),
      policy({ Condition: { StringEquals: { "aws:username": null } } }),
      policy({ Sid: {} }),
      policy({ Sid: [] }),
    ],
  },
  {
    message: VERSION,
    documents: [
      policy({}, { Version: undefined }),
      policy({}, { Version: "2008-10-17" }),
      policy([statement({ Sid: "a" }), { Sid: "a", Effect: "Allow" }], { Version: undefined }),
      policy({ Condition: { DateGreaterThan: { a: "x" } } }, { Version: undefined }),
      policy({ Effect: "denY" }, { Version: undefined }),
    ],
  },
  {
    message: LEGACY,
    documents: [
      policy({ Effect: "denY" }),
      policy({ Condition: { DateGreaterThan: { a: "x" } } }),
      policy({ Action: undefined, Resource: undefined, Condition: { DateGreaterThan: { a: "x" } } }),
      policy({ Action: undefined, NotAction: "s3:ListBucket", Resource: "arn:aws::::photos" }),
      policy({ Effect: "allow", Action: undefined, Resource: "arn:aws:s3:us-east-1::photos" }),
      policy([statement({ Sid: "a", Effect: "aLLow" }), { Sid: "a", Effect: "Allow" }]),
      policy({ Resource: undefined, NotResource: "arn:aws:s3::photos" }),
      policy({ Resource: "arn:aws:s3::photos" }),
      policy({ Action: undefined, Resource: "arn:aws:s3::photos" }),
      policy({ Resource: "arn:aws::photos" }),
      policy({ Resource: "arn:awss3::photos/*" }),
      ` ${JSON.stringify(policy({}))}`,
      `\n${JSON.stringify(policy({}))}`,
      `\t${JSON.stringify(policy({ Action: "ListBucket" }))}`,
      policy({ Resource: "arn:nowhere:s3:::photos", Condition: { DateGreaterThan: { a: "x" } } }),
      ...[
        "234-13",
        "2016-12-13t2:00:00.593194+1",
        "2016-12-13t2:00:00.1999999999+10:59",
        "9223372036854775808",
      ].map((v) => policy({ Condition: { DateLessThan: { a: v } } })),
    ],
  },
  {
    message: "Policy document should not specify a principal.",
    documents: [
      policy({ Principal: "*" }),
      policy({ Principal: { AWS: "111111111111" } }),
      policy({ NotPrincipal: { AWS: "111111111111" } }),
    ],
  },
  {
    message: "Statement IDs (SID) in a single policy must be unique.",
    documents: [
      policy([statement({ Sid: "a" }), { Sid: "a", Effect: "Allow" }]),
      policy([statement({ Sid: "a" }), statement({ Sid: "a" })]),
    ],
  },
  {
    message:
      "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*",
    documents: [policy({ Sid: "Allow-List" }), policy({ Sid: "a b" })],
  },
  {
    message: "Policy statement must contain actions.",
    documents: [
      policy({ Action: undefined }),
      policy([{ Effect: "Allow" }]),
      policy({ Action: [] }),
      policy([{ Effect: "Deny" }, LIST]),
    ],
  },
  {
    message: 'Resource bucket must be in ARN format or "*".',
    documents: [
      policy({ Resource: "bucket" }),
      policy({ Resource: ["bucket"] }),
      policy({ Action: "s:3:ListBucket", Resource: "bucket" }),
      policy({ Resource: ["bucket", "other"] }),
    ],
  },
  {
    message: 'Resource  must be in ARN format or "*".',
    documents: [
      policy({ Resource: "" }),
      policy([statement({ Sid: "A", Resource: "" }), statement({ Sid: "B", Resource: "" })]),
    ],
  },
  {
    message: 'Partition "x" is not valid for resource "arn:x:*:*:*:*".',
    documents: [policy({ Resource: "a:x" })],
  },
  {
    message: 'Partition "x" is not valid for resource "arn:x:y:*:*:*".',
    documents: [policy({ Resource: "a:x:y" })],
  },
  {
    message: 'Partition "x" is not valid for resource "arn:x:c:d:e:f:g:h".',
    documents: [policy({ Resource: "a:x:c:d:e:f:g:h" })],
  },
  {
    message: 'Partition "s3" is not valid for resource "arn:s3:::photos:*".',
    documents: [policy({ Resource: "aws:s3:::photos" })],
  },
  {
    message: 'Partition "nowhere" is not valid for resource "arn:nowhere:s3:::photos".',
    documents: [policy({ Resource: ["arn:nowhere:s3:::photos", "arn:nowhere:s3::photos"] })],
  },
  {
    message: "Resource vendor must be fully qualified and cannot contain regexes.",
    documents: [
      policy({ Resource: "arn:aws" }),
      policy({ Resource: "arn:aws:*:::photos" }),
      policy({ Resource: "arn:aws:s3*:::photos" }),
    ],
  },
  {
    message: "IAM resource arn:aws:iam:us-east-1::photos cannot contain region information.",
    documents: [policy({ Resource: "arn:aws:iam:us-east-1::photos" })],
  },
  {
    message: "IAM resource arn:aws:iam:us-east-1:*:* cannot contain region information.",
    documents: [policy({ Resource: "arn:aws:iam:us-east-1" })],
  },
  {
    message: "Resource arn:aws:s3:us-east-1::photos can not contain region information.",
    documents: [policy({ Resource: "arn:aws:s3:us-east-1::photos" })],
  },
  {
    message: "Resource arn:aws:s3:us-east-1:111111111111:photos can not contain region information.",
    documents: [policy({ Resource: "arn:aws:s3:us-east-1:111111111111:photos" })],
  },
  {
    message: "Resource arn:aws:s3:photos:*:* can not contain region information.",
    documents: [policy({ Resource: "arn:aws:s3:photos" })],
  },
  {
    message: "Resource arn:aws:s3::111111111111:photos cannot contain an account id.",
    documents: [policy({ Resource: "arn:aws:s3::111111111111:photos" })],
  },
  {
    message: "Resource arn:aws:route53:us-east-1::hostedzone/z can not contain region information.",
    documents: [policy({ Resource: "arn:aws:route53:us-east-1::hostedzone/z" })],
  },
  {
    message:
      'IAM resource path must either be "*", root, or start with user/, federated-user/, role/, group/, instance-profile/, mfa/, server-certificate/, policy/, sms-mfa/, saml-provider/, oidc-provider/, report/, access-report/.',
    documents: [
      policy({ Resource: "arn:aws:iam:::photos" }),
      policy({ Resource: "arn:aws:iam::111111111111:users/bob" }),
      policy({ Resource: "arn:aws:iam::111111111111:u*" }),
      policy({ Resource: "arn:aws:iam::111111111111:us?r/bob" }),
      policy({ Resource: "arn:aws:iam::111111111111:*/*" }),
      policy({ Resource: "arn:aws:iam::111111111111:*-build-*" }),
      policy({ Resource: "arn:aws:iam::111111111111:role*" }),
      policy({ Resource: "arn:aws:iam::111111111111:roo*" }),
      policy({ Resource: "arn:aws:iam::111111111111:${aws:PrincipalType}/bob" }),
      policy({ Resource: "arn:aws:iam::111111111111:account-alias/*" }),
    ],
  },
  {
    message: VENDOR,
    documents: [
      policy({ Action: "ListBucket" }),
      policy({ Action: undefined, NotAction: "" }),
      policy({ Action: "ListBucket", Resource: undefined }),
    ],
  },
  {
    message: "Action vendors (e.g., aws, ec2, etc.) must not contain wildcards.",
    documents: [
      policy({ Action: "*:GetObject" }),
      policy({ Action: "s3*:GetObject" }),
      policy({ Action: "s3?:Get" }),
    ],
  },
  { message: "Vendor s 3 is not valid", documents: [policy({ Action: "s 3:ListBucket" })] },
  {
    message: "Actions/Condition can contain only one colon.",
    documents: [
      policy({ Action: "s3:List:Bucket" }),
      policy([statement({ Action: "s3s:List" }), statement({ Action: "s:3s:List" })]),
    ],
  },
  {
    message: "Policy statement must contain resources.",
    documents: [
      policy({ Resource: undefined }),
      policy({ Resource: [] }),
      policy({ Resource: undefined, NotResource: [] }),
    ],
  },
  {
    message: null,
    documents: [
      policy({}),
      policy([LIST]),
      policy({ Resource: ["arn:aws:s3:::photos", "*"] }),
      policy({ Action: "*" }),
      policy({ Action: "iam: strange name " }),
      policy({ Action: "no-such.service:List" }),
      policy({ Resource: "arn:aws:photos" }),
      policy({ Resource: "arn:aws:no-such:::photos" }),
      policy({ Resource: "arn:aws:no-such:us-east-1::photos" }),
      policy({ Resource: "arn:aws:iam:::user/bob" }),
      policy({ Resource: "arn:aws:iam::*:root" }),
      policy({ Resource: "arn:aws:iam::111111111111:*" }),
      policy({ Resource: "arn:aws:iam::*:user/${aws:username}" }),
      policy({ Resource: "arn:aws:s3:us-west-2:111111111111:accesspoint/one/object/*" }),
      policy({ Resource: "arn:aws:s3:us-west-2:111111111111:*" }),
      policy({ Resource: "arn:aws:s3:*:*:job/*" }),
      policy({ Resource: "arn:aws:s3::*:photos-*" }),
      policy({ Resource: "arn:aws:s3::111111111111:accesspoint/one.mrap" }),
      policy({ Resource: ["arn:aws:s3", "arn:aws:iam", "arn:aws:sqs:us-east-1"] }),
      policy({ Resource: "arn:aws:iam::*:*" }),
      policy({ Action: "*:*" }),
      `${JSON.stringify(policy({}))}\n `,
      policy({ Resource: "arn:*:s3:::photos" }),
      policy({ Condition: {} }),
      policy({ Condition: { DateGreaterThan: {} } }),
      policy({ Condition: { DateGreaterThan: { a: [] } } }),
      policy({ Condition: { a: {} } }),
      policy({ Condition: { x: {}, y: {} } }),
      policy({ Condition: { "ForAllValues:StringEquals": { "aws:TagKeys": "x" } } }),
      policy({ Condition: { StringEqualsIfExists: { a: "b" } } }),
      policy({
        Condition: { Bool: { "aws:SecureTransport": false }, NumericLessThan: { "s3:max-keys": [1, 2.5] } },
      }),
      ...[
        "01T",
        "2019-07-01T13:20:15Z",
        "2016-12-13T21:20:37.593194+00:00",
        "2016-12-13t2:00:00.593194+23",
        "-292275054",
        "1700000000",
      ].map((v) => policy({ Condition: { DateLessThanEquals: { a: v } } })),
      policy({}, { Id: "some id" }),
      policy({ Sid: "" }),
      policy([statement({ Sid: "" }), statement({ Sid: "" })]),
      policy({ Action: undefined, NotAction: "s3:ListBucket", Resource: undefined, NotResource: "*" }),
    ],
  },
];
const TRUST: Fields = { Effect: "Allow", Principal: { AWS: "111111111111" }, Action: "sts:AssumeRole" };
const trusting = (changes: Fields, top: Fields = {}) => policy([statement(changes, TRUST)], top);
const federated = (Federated: string | readonly string[], Condition?: Fields) =>
  trusting({ Principal: { Federated }, Action: "sts:AssumeRoleWithWebIdentity", Condition });
const trust: readonly Answer[] = [
  {
    message: "A condition block must be present for the Cognito provider",
    documents: [
      trusting({ Principal: { Federated: COGNITO }, Action: "sts:AssumeRoleWithWebIdentity" }),
      federated(COGNITO, { StringEquals: { [`${COGNITO}:sub`]: "x" } }),
    ],
  },
  {
    message: `A condition on ${GITHUB}:sub must be present for the ${GITHUB} provider`,
    documents: [
      federated(GITHUB_ARN),
      federated(GITHUB_ARN, { StringEquals: { [`${GITHUB}:aud`]: "sts.amazonaws.com" } }),
      federated(GITHUB_ARN, { StringLike: { [`${GITHUB}:sub`]: "*" } }),
      federated(GITHUB_ARN, { StringLike: { [`${GITHUB}:sub`]: ["repo:octo/one:*", "?*"] } }),
      federated(GITHUB_ARN, { StringEquals: { [`${GITHUB}:sub`]: [] } }),
      federated(GITHUB_ARN, { StringNotEquals: { [`${GITHUB}:sub`]: "repo:evil/one" } }),
      federated(GITHUB_ARN, { StringEqualsIfExists: { [`${GITHUB}:sub`]: "repo:octo/one" } }),
      federated(GITHUB_ARN, { "ForAllValues:StringEquals": { [`${GITHUB}:sub`]: "repo:octo/one" } }),
      federated(GITHUB_ARN, { Null: { [`${GITHUB}:sub`]: "false" } }),
    ],
  },
  {
    message: "Federated principals must be valid domain names or SAML metadata ARNs",
    documents: [
      federated("*"),
      federated(""),
      federated("arn:aws:iam//111111111111:oidc-provider/idp.example"),
      federated("arn:aws:iam::111111111111:role/Deploy"),
      federated("https://idp.example"),
      federated("corp"),
    ],
  },
  {
    message: "Condition can contain only one colon.",
    documents: [
      federated("idp.example", { StringEquals: { "idp.example:sub:x": "y" } }),
      federated("idp.example", { StringEquals: { "idp.example/a:b:sub": "y" } }),
      federated("idp.example", { StringEquals: { "idp.example:4600:sub:x": "y" } }),
    ],
  },
  {
    message: "This policy contains invalid Json",
    documents: ["not json", "", '{"Version":"2012-10-17"', "{'Version':1}"],
  },
  {
    message: "The policy must contain a valid version string",
    documents: [trusting({}, { Version: "2013-10-17" })],
  },
  { message: "Missing required field Statement", documents: [{ Version: "2012-10-17" }] },
  { message: "Could not parse the policy: Statement is empty!", documents: [policy([])] },
  { message: "Unknown field Extra", documents: [trusting({ Extra: 1 }), trusting({}, { Extra: 1 })] },
  { message: "Missing required field Effect", documents: [trusting({ Effect: undefined })] },
  { message: "Invalid effect: allow", documents: [trusting({ Effect: "allow" })] },
  { message: "Missing required field Principal", documents: [trusting({ Principal: undefined })] },
  {
    message: "Missing required field Principal cannot be empty!",
    documents: [trusting({ Principal: {} }), trusting({ Principal: { AWS: [] } })],
  },
  {
    message: 'AssumeRolepolicy contained an invalid principal: "STAR":"*".',
    documents: [trusting({ Principal: "*" })],
  },
  {
    message: "Allow with NotPrincipal is not allowed.",
    documents: [trusting({ Principal: undefined, NotPrincipal: { AWS: "111111111111" } })],
  },
  {
    message: "AssumeRole policy must not contain NotPrincipal field.",
    documents: [trusting({ Effect: "Deny", Principal: undefined, NotPrincipal: { AWS: "111111111111" } })],
  },
  {
    message: 'Invalid principal in policy: "AWS":"arn:aws:iam::12345678910:role/build"',
    documents: [trusting({ Principal: { AWS: "arn:aws:iam::12345678910:role/build" } })],
  },
  {
    message: 'Invalid principal in policy: "AWS":"arn:aws:iam::111111111111:user/*"',
    documents: [trusting({ Principal: { AWS: ["111111111111", "arn:aws:iam::111111111111:user/*"] } })],
  },
  {
    message: 'Invalid principal in policy: "AWS":"arn:aws:iam::111111111111:group/admins"',
    documents: [trusting({ Principal: { AWS: "arn:aws:iam::111111111111:group/admins" } })],
  },
  {
    message: 'Invalid principal in policy: "SERVICE":"ec2"',
    documents: [trusting({ Principal: { Service: "ec2" } })],
  },
  ...[
    "*",
    "amazonaws.com",
    "ec2.amazonaws.con",
    "lambda.amazon.com",
    "lambda.example.com",
    "codepipeiine.amazonaws.com",
    "nope.amazonaws.com",
    "bedrock-agent.amazonaws.com",
    "s3files.amazonaws.com",
    "eks.amazonaws.com.cn",
    "EC2.amazonaws.com",
    "ec2.amazonaws.com ",
    "mars-north-1.amazonaws.com",
  ].map((name) => ({
    message: `Invalid principal in policy: "SERVICE":"${name}"`,
    documents: [trusting({ Principal: { Service: ["ec2.amazonaws.com", name] } })],
  })),
  {
    message: 'Invalid principal in policy: "AWS":"12345"',
    documents: [
      trusting({ Principal: { AWS: "12345" } }),
      trusting({ Principal: { AWS: 12345 } }),
      trusting({ Principal: { AWS: ["111111111111", 12345] } }),
    ],
  },
  {
    message: 'Invalid principal in policy: "AWS":"1111-11111111"',
    documents: [trusting({ Principal: { AWS: "1111-11111111" } })],
  },
  {
    message: LEGACY,
    documents: REFUSED_LITERALS.map(({ Statement }) =>
      trusting({ Condition: (Statement as Fields).Condition }),
    ),
  },
  {
    message: "JSON strings must not have leading spaces",
    documents: [` ${JSON.stringify(trusting({}))}`, `\n${JSON.stringify(trusting({}))}`],
  },
  { message: 'Invalid principal in policy: "User"', documents: [trusting({ Principal: { User: "bob" } })] },
  {
    message: "Missing required field Action",
    documents: [trusting({ Action: undefined }), trusting({ Action: [] })],
  },
  {
    message: "AssumeRole policy may only specify STS AssumeRole actions.",
    documents: [
      trusting({ Action: "*" }),
      trusting({ Action: "s3:GetObject" }),
      trusting({ Action: ["sts:AssumeRole", "sts:TagSessions"] }),
      trusting({ Action: "sts:GetCallerIdentity" }),
    ],
  },
  { message: "Has prohibited field Resource", documents: [trusting({ Resource: "*" })] },
  { message: "AssumeRole policy must not contain resources.", documents: [trusting({ NotResource: "*" })] },
  {
    message: "The Statement Ids in the policy are not unique",
    documents: [
      policy([
        { Sid: "a", ...TRUST },
        { Sid: "a", ...TRUST },
      ]),
    ],
  },
  {
    message: "Invalid Condition type : StringIs",
    documents: [trusting({ Condition: { StringIs: { "sts:ExternalId": "x" } } })],
  },
  {
    message: null,
    documents: [
      trusting({}),
      trusting({}, { Version: undefined }),
      trusting({}, { Version: "2008-10-17" }),
      { Version: "2012-10-17", Statement: TRUST },
      trusting({ Principal: { AWS: "*" } }),
      trusting({
        Principal: {
          AWS: [
            "arn:aws:iam::111111111111:root",
            "arn:aws:iam::111111111111:role/a/b",
            "arn:aws:sts::111111111111:assumed-role/a/s",
            "AIDAEXAMPLEEXAMPLEAAA",
          ],
        },
      }),
      trusting({ Principal: { Service: "ec2.amazonaws.com" } }),
      trusting({
        Principal: { Service: ["states.us-east-1.amazonaws.com", "logs.eu-west-1.amazonaws.com"] },
      }),
      trusting({ Principal: { Service: ["ec2.amazonaws.com", "ec2.amazonaws.com.cn"] } }),
      trusting({ Principal: { Service: ["edgelambda.amazonaws.com", "tasks.apprunner.amazonaws.com"] } }),
      trusting({ Principal: { AWS: 111111111111 } }),
      trusting({ Principal: { AWS: ["222222222222", 111111111111] } }),
      trusting({ Principal: { AWS: "1111-1111-1111" } }),
      trusting({
        Principal: { Federated: "arn:aws:iam::111111111111:saml-provider/corp" },
        Action: ["sts:AssumeRoleWithSAML", "sts:TagSession"],
      }),
      trusting({ Principal: { Federated: "accounts.google.com" }, Action: "sts:AssumeRoleWithWebIdentity" }),
      federated("arn:aws:iam::111111111111:oidc-provider/idp.example/realms/one"),
      federated(`arn:aws:iam::111111111111:oidc-provider/${GITHUB}/octo`),
      federated(GITHUB_ARN, { StringLike: { [`${GITHUB.toUpperCase()}:SUB`]: "repo:octo/*" } }),
      federated(GITHUB_ARN, { "ForAnyValue:StringEquals": { [`${GITHUB}:sub`]: ["repo:octo/one"] } }),
      federated(COGNITO, { StringEquals: { [`${COGNITO}:aud`]: "us-east-1:pool" } }),
      federated(["accounts.google.com", "gitlab.com"], { StringEquals: { "gitlab.com:sub": "x" } }),
      federated("sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d/", {
        StringLike: { "sts:RoleSessionName": "MicrosoftSentinel_*" },
      }),
      federated("idp.example", { StringEquals: { "aws:RequestTag/a:b": "y", "127.0.0.1:4600/r:sub": "z" } }),
      trusting({ Effect: "Deny", Principal: { Federated: GITHUB_ARN }, Action: "sts:*" }),
      trusting({ Action: ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:SetContext"] }),
      trusting({ Action: "sts:AssumeRole*" }),
      trusting({ Action: "sts:*" }),
      trusting({ Sid: "Trust the build-server" }),
      ...TAKEN_LITERALS.map(({ Statement }) => trusting({ Condition: (Statement as Fields).Condition })),
      trusting({ Condition: { StringEquals: { "sts:ExternalId": "x" } } }),
    ],
  },
];
const ORGANIZATIONS =
  "The provided policy document does not meet the requirements of the specified policy type.";
const serviceControl: readonly Answer[] = [
  {
    message: ORGANIZATIONS,
    documents: [
      "not json",
      policy({ Principal: "*" }),
      policy({}, { Version: undefined }),
      policy({ Action: "List" }),
      policy({ Resource: undefined }),
      policy({ extra: 1 }),
    ],
  },
  {
    message: null,
    documents: [
      policy({ Effect: "Allow", Action: "*", Resource: "*" }),
      policy({
        Effect: "Allow",
        Action: undefined,
        NotAction: "iam:*",
        Resource: undefined,
        NotResource: "arn:aws:s3:::a",
        Condition: { StringEquals: { "aws:RequestedRegion": "eu-west-1" } },
      }),
      policy({ Effect: "Deny", Sid: "Deny all" }),
    ],
  },
];
const CONTROL: Fields = { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*" };
const controlling = (changes: Fields, top: Fields = {}) => policy([statement(changes, CONTROL)], top);
const resourceControl: readonly Answer[] = [
  {
    message: ORGANIZATIONS,
    documents: [
      "not json",
      controlling({ Principal: undefined }),
      controlling({ Principal: { AWS: "111111111111" } }),
      controlling({ Principal: undefined, NotPrincipal: "*" }),
      controlling({ Effect: "Allow" }),
      controlling({ Action: "*" }),
      controlling({ Action: "*:*" }),
      controlling({ Action: undefined, NotAction: "s3:*" }),
      controlling({ Resource: undefined }),
      controlling({ Action: "ec2:*" }),
      controlling({ Action: ["s3:*", "ec2:RunInstances"] }),
      controlling({ Action: "s*:Get" }),
      controlling({ Principal: { AWS: ["*"] } }),
      controlling({ Principal: { AWS: ["*", "111111111111"] } }),
      controlling({ Principal: { AWS: "arn:aws:iam::111111111111:root" } }),
      controlling({}, { Version: "2013-10-17" }),
    ],
  },
  {
    message: null,
    documents: [
      controlling({}),
      controlling({ Principal: { AWS: "*" } }),
      controlling({}, { Version: undefined }),
      controlling({}, { Version: "2008-10-17" }),
      controlling({ Action: "sqs:NoSuchAction" }),
      controlling({ Action: "SQS:SendMessage" }),
      controlling({ Resource: undefined, NotResource: "arn:aws:s3:::a/*" }),
      controlling({
        Action: ["s3:Get*", "sts:AssumeRole"],
        Condition: { BoolIfExists: { "aws:PrincipalIsAWSService": "false" } },
      }),
    ],
  },
];
const inline: readonly Answer[] = [
  {
    message: 'Partition "aws-cn" is not valid for resource "arn:aws-cn:s3:::photos".',
    documents: [policy({ Resource: ["arn:aws:s3:::photos", "arn:aws-cn:s3:::photos"] })],
  },
  { message: null, documents: [policy({}, { Version: undefined }), policy({}, { Version: "2008-10-17" })] },
  { message: SYNTAX, documents: ["not json"] },
];
const session: readonly Answer[] = [
  {
    message: LEGACY,
    documents: ["arn:aws:sqs", "arn:aws:sqs:us-east-1", "arn:aws:sqs:*:111122223333"].map((arn) =>
      policy({ Resource: ["*", arn] }),
    ),
  },
  { message: SYNTAX, documents: ["not json", policy({ Effect: "Permit" }), ...REFUSED_BINARIES] },
  { message: "Policy document should not specify a principal.", documents: [policy({ Principal: "*" })] },
  {
    message: null,
    documents: [
      ...REFUSED_LITERALS,
      ...TAKEN_LITERALS,
      policy({}, { Version: undefined }),
      ` ${JSON.stringify(policy({}))}`,
    ],
  },
];
const BUCKET: Fields = {
  Effect: "Allow",
  Principal: "*",
  Action: "s3:GetObject",
  Resource: "arn:aws:s3:::a/*",
};
const bucket = (changes: Fields) => policy([statement(changes, BUCKET)]);
const resource: readonly Answer[] = [
  { message: "This policy contains invalid Json", documents: ["not json"] },
  { message: "Missing required field Principal", documents: [bucket({ Principal: undefined })] },
  { message: 'Invalid principal in policy: "AWS":"bob"', documents: [bucket({ Principal: { AWS: "bob" } })] },
  {
    message: null,
    documents: [
      bucket({}),
      bucket({
        Principal: undefined,
        NotPrincipal: { AWS: "arn:aws:iam::111111111111:root" },
        Effect: "Deny",
      }),
      bucket({ Principal: { CanonicalUser: "79a59df900b949e5" } }),
      bucket({ Resource: undefined }),
    ],
  },
];

const SUBJECTS: readonly (readonly [string, PolicyKind, boolean, readonly Answer[]])[] = [
  ["managed policy", "identity", true, managed],
  ["inline policy", "identity", false, inline],
  ["trust policy", "trust", false, trust],
  ["session policy", "session", false, session],
  ["resource policy", "resource", false, resource],
  ["service control policy", "serviceControl", false, serviceControl],
  ["resource control policy", "resourceControl", false, resourceControl],
];

for (const [subject, kind, isManaged, answers] of SUBJECTS) {
  for (const { message, documents } of answers) {
    test(`${subject}: ${message ?? "accepted"}`, () => {
      for (const document of documents) {
        const text = typeof document === "string" ? document : JSON.stringify(document);
        const error = awsPolicyError(text, kind, { managed: isManaged });
        assert.equal(error?.message ?? null, message, text);
        if (error) assert.equal(error.code, "MalformedPolicyDocument");
      }
    });
  }
}

test("characters that the API takes nowhere are another error, which comes first", () => {
  const text = JSON.stringify(policy({ Sid: "a\u2013b", Effect: "denY" }));
  assert.deepEqual(awsPolicyError(text, "identity"), {
    code: "ValidationError",
    message:
      "The specified value for policyDocument is invalid. It must contain only printable ASCII characters.",
  });
  const escaped = text.replace("\u2013", "\\u2013");
  assert.equal(awsPolicyError(escaped, "identity")?.message, LEGACY);
  assert.equal(awsPolicyError(text.replace("\u2013", "\u00fc"), "identity")?.message, LEGACY);
  assert.equal(awsPolicyError(text, "serviceControl")?.message, ORGANIZATIONS);
});
