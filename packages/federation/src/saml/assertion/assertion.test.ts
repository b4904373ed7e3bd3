import assert from "node:assert/strict";
import { test } from "node:test";
import { AWS_NAME, BEARER, instant, responseOf, type Said, SIGN_IN } from "../idp.test-support.ts";
import { type BadCase, idp, judge, NOW, provider, refuseEach } from "../judge.test-support.ts";
import type { SamlRefusalReason } from "../saml-refusal.ts";

const MINUTE = 60_000;
const at = (minutes: number) => instant(NOW + minutes * MINUTE);

const said = (name: string, says: Partial<Said>, reason: SamlRefusalReason = "malformed"): BadCase => ({
  name,
  reason,
  posted: () => idp.respond(says),
});
const confirmed = (data: string, method = BEARER) =>
  `<saml:Subject><saml:NameID Format="urn:x">ann</saml:NameID><saml:SubjectConfirmation Method="${method}">${data}</saml:SubjectConfirmation></saml:Subject>`;
const good = `<saml:SubjectConfirmationData NotOnOrAfter="${at(5)}" Recipient="${SIGN_IN}"></saml:SubjectConfirmationData>`;

/** What AWS refuses too (recorded or documented). */
const BY_ALL: readonly BadCase[] = [
  said("no Issuer", { issuer: undefined }),
  said("an empty Issuer", { issuer: "" }, "issuer"),
  said("another Issuer", { issuer: "https://other.example/saml" }, "issuer"),
  said("an Issuer of another case", { issuer: idp.entityId.toUpperCase() }, "issuer"),
  said("no Subject", { subject: "" }),
  said("no NameID", { nameId: undefined }),
  said("an empty NameID", { nameId: "" }),
  said("a NameID without Format", { format: undefined }),
  said("no SubjectConfirmation", {
    subject: '<saml:Subject><saml:NameID Format="urn:x">ann</saml:NameID></saml:Subject>',
  }),
  said("two SubjectConfirmations", {
    subject: confirmed(good).replace(/(<saml:SubjectConfirmation .*<\/saml:SubjectConfirmation>)/, "$1$1"),
  }),
  said("no SubjectConfirmationData", { subject: confirmed("") }),
  said("a subject that holds a key, not a bearer", {
    subject: confirmed(good, "urn:oasis:names:tc:SAML:2.0:cm:holder-of-key"),
  }),
  said("no Recipient", { recipient: undefined }),
  said("no NotOnOrAfter of the confirmation", { confirmedUntil: undefined }),
  said("no Conditions", { conditions: "" }),
  said("Conditions twice", {
    conditions: "<saml:Conditions></saml:Conditions><saml:Conditions></saml:Conditions>",
  }),
  said("no AuthnStatement", { authentication: "" }),
  said("SAML 1.1", { version: "1.1" }),
  said("an attribute twice", {
    statement: `<saml:AttributeStatement>${'<saml:Attribute Name="a"><saml:AttributeValue>1</saml:AttributeValue></saml:Attribute>'.repeat(2)}</saml:AttributeStatement>`,
  }),
  said("an attribute without Name", {
    statement: "<saml:AttributeStatement><saml:Attribute></saml:Attribute></saml:AttributeStatement>",
  }),
  said("a time without zone", { notBefore: "2026-11-26T12:00:00" }),
  said("a time of another zone", { notBefore: "2026-11-26T12:00:00+02:00" }),
  said("an hour that is not", { notBefore: "2026-11-26T25:00:00Z" }),
  said("a day that is not", { notBefore: "2026-02-30T12:00:00Z" }),
  said("the year 10000", { notOnOrAfter: "10000-01-01T00:00:00Z" }),
  said("a time that is none", { issuedAt: "now" }),
  said("Conditions that are past", { notOnOrAfter: at(0) }, "expired"),
  said("a confirmation that is past", { confirmedUntil: at(-1) }, "expired"),
  said("a session that is past", { sessionEnds: at(0) }, "expired"),
  said("issued more than five minutes ago", { issuedAt: instant(NOW - 5 * MINUTE - 1) }, "old"),
];
refuseEach(BY_ALL);
refuseEach(BY_ALL.map((one) => ({ ...one, name: `${one.name}, with AWS's checks`, checks: "aws" as const })));

/** What SAML asks for, and AWS was recorded to let pass. */
const BY_STRICT: readonly BadCase[] = [
  said("no audience", { audience: undefined }, "audience"),
  said("another audience", { audience: "urn:example:somebody" }, "audience"),
  said("an audience that begins as ours", { audience: "urn:amazon:webservices.evil" }, "audience"),
  said(
    "two restrictions, one of them to somebody else",
    {
      conditions:
        "<saml:Conditions><saml:AudienceRestriction><saml:Audience>urn:amazon:webservices</saml:Audience></saml:AudienceRestriction><saml:AudienceRestriction><saml:Audience>urn:x</saml:Audience></saml:AudienceRestriction></saml:Conditions>",
    },
    "audience",
  ),
  said("another recipient", { recipient: "https://evil.example/saml" }, "recipient"),
  said(
    "a recipient that ends as ours",
    { recipient: "https://evil.example/signin.aws.amazon.com/saml" },
    "recipient",
  ),
  said(
    "a recipient of a host that begins as ours",
    { recipient: "https://signin.aws.amazon.com.evil.example/saml" },
    "recipient",
  ),
  said("a recipient over http", { recipient: "http://signin.aws.amazon.com/saml" }, "recipient"),
  said("good from six minutes on", { notBefore: at(6) }, "early"),
  said("issued six minutes from now", { issuedAt: at(6) }, "early"),
  said("a bearer's confirmation with NotBefore", {
    subject: confirmed(good.replace("NotOnOrAfter", `NotBefore="${at(-1)}" NotOnOrAfter`)),
  }),
];
refuseEach(BY_STRICT);

for (const { name, posted } of BY_STRICT)
  test(`AWS's checks take: ${name}`, () => {
    assert.ok(judge(posted?.() ?? assert.fail(), { checks: "aws" }).subject.startsWith("ann"));
  });

refuseEach([
  {
    name: "a status of the responder",
    reason: "status",
    text: () => responseOf(idp.signed(), { status: "Responder" }),
  },
  {
    name: "a status of the requester, without an assertion",
    reason: "status",
    text: () => responseOf("", { status: "Requester" }),
  },
  {
    name: "no status",
    reason: "malformed",
    text: () => responseOf(idp.signed()).replace(/<samlp:Status>.*<\/samlp:Status>/, ""),
  },
  { name: "no assertion", reason: "malformed", text: () => responseOf("") },
  said("an ID with a quote", { id: "_a'1" }),
  said("an ID with a space", { id: "_a 1" }),
  said("an ID with a colon", { id: "_a:1" }),
  said("an empty ID", { id: "" }),
  {
    name: "a response of SAML 1.1",
    reason: "malformed",
    text: () => responseOf(idp.signed()).replace('Version="2.0"', 'Version="1.1"'),
  },
  {
    name: "a response whose ID has a quote",
    reason: "malformed",
    text: () => responseOf(idp.signed()).replace(' ID="_r1"', ` ID="_r'1"`),
  },
  {
    name: "a response without ID",
    reason: "malformed",
    text: () => responseOf(idp.signed()).replace(' ID="_r1"', ""),
  },
  {
    name: "in the clear, where it must be encrypted",
    reason: "malformed",
    posted: () => idp.respond(),
    provider: { ...provider, mustBeEncrypted: true },
  },
]);

test("the provider's clock may be five minutes ahead", () => {
  assert.equal(judge(idp.respond({ notBefore: at(5), issuedAt: at(5) })).issuedAt, NOW + 5 * MINUTE);
});

test("five minutes ago is not too long ago", () => {
  assert.equal(judge(idp.respond({ issuedAt: at(-5) })).issuedAt, NOW - 5 * MINUTE);
});

test("where AWS takes assertions in, and where the installation does besides", () => {
  const places = [
    "https://signin.aws.amazon.com/saml",
    "https://eu-west-1.signin.aws.amazon.com/saml",
    "https://us-east-1.signin.aws.amazon.com/static/saml",
    "https://eu-central-1.signin.aws.amazon.com/saml/acs/SAMLSPABCDEFGHIJKLMNOP",
    "https://signin.amazonaws.cn/saml",
    "https://signin.amazonaws-us-gov.com/saml",
  ];
  for (const place of places) {
    assert.equal(judge(idp.respond({ recipient: place, audience: place })).recipient, place);
  }
  const own = "https://rolecall.example/saml";
  const audiences = new Set([own]);
  assert.equal(judge(idp.respond({ recipient: own, audience: own }), { audiences }).recipient, own);
});

test("what an assertion says is read whole", () => {
  const attributes = { [`${AWS_NAME}Role`]: ["one", "two & <three>"], empty: [], blank: [""] };
  const assertion = judge(
    idp.respond({ id: "_x", nameId: " Ann\u00e9 ", sessionEnds: at(10), issuedAt: at(-1), attributes }),
  );
  assert.deepEqual(assertion, {
    id: "_x",
    issuer: idp.entityId,
    issuedAt: NOW - MINUTE,
    subject: " Ann\u00e9 ",
    subjectFormat: "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent",
    recipient: SIGN_IN,
    confirmation: { from: undefined, until: NOW + 5 * MINUTE },
    conditions: { from: NOW - MINUTE, until: NOW + 5 * MINUTE },
    audiences: [["urn:amazon:webservices"]],
    sessionEndsAt: NOW + 10 * MINUTE,
    attributes: new Map(Object.entries(attributes)),
  });
});

test("of several sessions the earliest end counts", () => {
  const statement = (minutes: number) =>
    `<saml:AuthnStatement SessionNotOnOrAfter="${at(minutes)}"></saml:AuthnStatement>`;
  const assertion = judge(idp.respond({ authentication: statement(30) + statement(20) + statement(40) }));
  assert.equal(assertion.sessionEndsAt, NOW + 20 * MINUTE);
});

test("a NameID in an attribute's value is the value", () => {
  const statement =
    '<saml:AttributeStatement><saml:Attribute Name="a"><saml:AttributeValue><saml:NameID>x</saml:NameID></saml:AttributeValue></saml:Attribute></saml:AttributeStatement>';
  assert.deepEqual(judge(idp.respond({ statement })).attributes.get("a"), ["x"]);
});
