import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { toAccountId } from "@rolecall/names";
import { AWS_NAME } from "../idp.test-support.ts";
import { idp, judge } from "../judge.test-support.ts";
import type { SamlRefusalReason } from "../saml-refusal.ts";
import { nameQualifier, samlConditionKeys, subjectType } from "./condition-keys.ts";
import { checkRolePair } from "./role-pairs.ts";
import { readSessionAttributes } from "./session-attributes.ts";

const ROLE = "arn:aws:iam::111111111111:role/a";
const PROVIDER = "arn:aws:iam::111111111111:saml-provider/b";
const BY = { accountId: toAccountId("123456789012"), name: "MySAMLIdP" };
const attributes = (given: Readonly<Record<string, readonly string[]>>) =>
  new Map(Object.entries(given).map(([name, values]) => [`${AWS_NAME}${name}`, values]));
const NAMED = { RoleSessionName: ["ann"] };

test("a role and a provider are a pair in either order", () => {
  for (const pair of [`${ROLE},${PROVIDER}`, `${PROVIDER},${ROLE}`, ` ${ROLE} ,\n${PROVIDER} `])
    checkRolePair(attributes({ Role: ["x,y", pair] }), ROLE, PROVIDER);
});

for (const value of [
  "",
  ROLE,
  `${ROLE},${ROLE}`,
  `${ROLE},${PROVIDER},x`,
  `${ROLE},${PROVIDER}x`,
  `${ROLE.toUpperCase()},${PROVIDER}`,
  `${ROLE},arn:aws:iam::222222222222:saml-provider/b`,
  `${ROLE};${PROVIDER}`,
]) {
  test(`no pair: ${JSON.stringify(value)}`, () => {
    assert.throws(() => checkRolePair(attributes({ Role: [value] }), ROLE, PROVIDER), { reason: "role" });
  });
}

test("no attribute Role, or one of another case, lets nobody have a role", () => {
  const pair = `${ROLE},${PROVIDER}`;
  for (const given of [{}, { role: [pair] }, { Role: [] }])
    assert.throws(() => checkRolePair(attributes(given), ROLE, PROVIDER), { reason: "role" });
});

test("what the session is to be like", () => {
  const given = {
    ...NAMED,
    SessionDuration: ["1800"],
    SourceIdentity: ["DiegoRamirez"],
    "PrincipalTag:Team": ["blue"],
    "PrincipalTag:Empty": [""],
    TransitiveTagKeys: ["Team", "Empty"],
  };
  assert.deepEqual(readSessionAttributes(attributes(given)), {
    roleSessionName: "ann",
    durationSeconds: 1800,
    sourceIdentity: "DiegoRamirez",
    tags: [
      { key: "Team", value: "blue" },
      { key: "Empty", value: "" },
    ],
    transitiveTagKeys: ["Team", "Empty"],
  });
  const none = { roleSessionName: "ann", tags: [], transitiveTagKeys: [] };
  assert.deepEqual(readSessionAttributes(attributes(NAMED)), none);
});

const BAD: readonly (readonly [string, Readonly<Record<string, readonly string[]>>, SamlRefusalReason])[] = [
  ["no RoleSessionName", {}, "noSessionName"],
  ["two of them", { RoleSessionName: ["ann", "bob"] }, "sessionName"],
  ["one of no value", { RoleSessionName: [] }, "sessionName"],
  ["one character", { RoleSessionName: ["a"] }, "sessionName"],
  ["65 characters", { RoleSessionName: ["a".repeat(65)] }, "sessionName"],
  ["a slash in it", { RoleSessionName: ["a/b"] }, "sessionName"],
  ["a line's end behind it", { RoleSessionName: ["ann\n"] }, "sessionName"],
  ["NUL in it", { RoleSessionName: ["a\0b"] }, "sessionName"],
  ["SessionDuration 1e9", { ...NAMED, SessionDuration: ["1e9"] }, "duration"],
  ["SessionDuration -900", { ...NAMED, SessionDuration: ["-900"] }, "duration"],
  ["SessionDuration 899", { ...NAMED, SessionDuration: ["899"] }, "duration"],
  ["SessionDuration 43201", { ...NAMED, SessionDuration: ["43201"] }, "duration"],
  ["two SessionDurations", { ...NAMED, SessionDuration: ["900", "1800"] }, "duration"],
  ["SourceIdentity of AWS's", { ...NAMED, SourceIdentity: ["aws:ann"] }, "sourceIdentity"],
  ["SourceIdentity with blanks", { ...NAMED, SourceIdentity: ["ann bob"] }, "sourceIdentity"],
  ["a tag of two values", { ...NAMED, "PrincipalTag:Team": ["a", "b"] }, "tags"],
  ["a tag without key", { ...NAMED, "PrincipalTag:": ["a"] }, "tags"],
  ["a tag of 257 characters", { ...NAMED, "PrincipalTag:Team": ["a".repeat(257)] }, "tags"],
  ["a key of 129 characters", { ...NAMED, [`PrincipalTag:${"a".repeat(129)}`]: ["a"] }, "tags"],
  ["a tag with a star", { ...NAMED, "PrincipalTag:Team": ["*"] }, "tags"],
];
for (const [name, given, reason] of BAD)
  test(`refused: ${name}`, () => {
    assert.throws(() => readSessionAttributes(attributes(given)), { name: "SamlRefusal", reason });
  });

test("the name qualifier is the digest of what AWS's page says", () => {
  const assertion = judge(idp.respond());
  const expected = createHash("sha1")
    .update("https://idp.example/saml123456789012/MySAMLIdP")
    .digest("base64");
  assert.equal(nameQualifier(assertion, BY), expected);
});

test("condition keys, of which each is filled by the first that fills it", () => {
  const given = {
    "urn:oid:1.3.6.1.4.1.5923.1.1.1.1": ["staff", "member"],
    "urn:oid:1.3.6.1.4.1.5923.1.1.1.5": ["staff", "dropped"],
    "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress": ["ann@example.com"],
    "0.9.2342.19200300100.1.3": ["other@example.com"],
    "2.5.4.4": [],
    constructor: ["x"],
  };
  const assertion = judge(idp.respond({ attributes: given }));
  assert.deepEqual(Object.fromEntries(samlConditionKeys(assertion, BY)), {
    "saml:aud": "https://signin.aws.amazon.com/saml",
    "saml:iss": "https://idp.example/saml",
    "saml:doc": "123456789012/MySAMLIdP",
    "saml:sub": "ann@example.com",
    "saml:sub_type": "persistent",
    "saml:namequalifier": nameQualifier(assertion, BY),
    "saml:edupersonaffiliation": ["staff", "member"],
    "saml:edupersonprimaryaffiliation": "staff",
    "saml:mail": "ann@example.com",
  });
});

test("formats of SAML 2.0 are told without what stands before them", () => {
  const typeOf = (format: string) => subjectType(judge(idp.respond({ format })));
  assert.equal(typeOf("urn:oasis:names:tc:SAML:2.0:nameid-format:transient"), "transient");
  const email = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress";
  assert.equal(typeOf(email), email);
});
