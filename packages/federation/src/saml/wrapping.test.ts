/**
 * Signature wrapping: a genuine signature somewhere, a forged assertion where a careless reader looks. XSW1 to XSW8 after Somorovsky et
 * al., "On Breaking SAML: Be Whoever You Want to Be" (2012).
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { posted, responseOf, signatureOver, withSignature } from "./idp.test-support.ts";
import { type BadCase, idp, judge, refuseEach } from "./judge.test-support.ts";

const GENUINE = { id: "_genuine", nameId: "ann@example.com" };
const FORGED = { id: "_forged", nameId: "admin@example.com" };

const plain = () => idp.assertion(GENUINE);
const genuine = () => idp.signed(GENUINE);
const evil = (id = FORGED.id) => idp.assertion({ ...FORGED, id });
const signature = () => signatureOver(plain(), GENUINE.id, { key: idp.key });
/** An assertion with something behind its Issuer, where a signature stands. */
const holding = (assertion: string, inner: string) =>
  assertion.replace("</saml:Issuer>", `</saml:Issuer>${inner}`);
const holdingObject = (inner: string) =>
  signature().replace("</ds:Signature>", `<ds:Object>${inner}</ds:Object></ds:Signature>`);
/** A response whose own signature is genuine. */
const signedResponse = (inner: string) =>
  withSignature(responseOf(inner, { id: "_response" }), "_response", { key: idp.key });
const responseSignature = () =>
  signatureOver(responseOf(plain(), { id: "_response" }), "_response", { key: idp.key });

test("the genuine one is taken, also beside a genuine signature of the whole", () => {
  assert.equal(judge(posted(responseOf(genuine()))).subject, "ann@example.com");
  assert.equal(judge(posted(signedResponse(genuine()))).subject, "ann@example.com");
});

const CASES: readonly BadCase[] = [
  {
    name: "XSW1: a clone of the response, unsigned, behind the forged one's signature",
    reason: "malformed",
    text: () =>
      responseOf(evil(), {
        id: "_evil",
        more: responseSignature().replace(
          "</ds:Signature>",
          `<ds:Object>${responseOf(plain(), { id: "_response" })}</ds:Object></ds:Signature>`,
        ),
      }),
  },
  {
    name: "XSW2: the signature of the response detached, the clone in front of it",
    reason: "malformed",
    text: () =>
      responseOf(evil(), {
        id: "_evil",
        more: responseOf(plain(), { id: "_response" }) + responseSignature(),
      }),
  },
  {
    name: "XSW3: the forged assertion in front",
    reason: "malformed",
    text: () => responseOf(evil() + genuine()),
  },
  {
    name: "XSW4: the genuine assertion in the forged one",
    reason: "malformed",
    text: () => responseOf(evil().replace("</saml:Assertion>", `${genuine()}</saml:Assertion>`)),
  },
  {
    name: "XSW5: the signature moved into the forged one, the genuine one at the end",
    reason: "malformed",
    text: () => responseOf(holding(evil(), signature()) + plain()),
  },
  {
    name: "XSW6: the genuine one in the signature that was moved",
    reason: "malformed",
    text: () =>
      responseOf(holding(evil(), signature().replace("</ds:Signature>", `${plain()}</ds:Signature>`))),
  },
  {
    name: "XSW7: the forged one in Extensions",
    reason: "malformed",
    text: () => responseOf(genuine(), { more: `<samlp:Extensions>${evil()}</samlp:Extensions>` }),
  },
  {
    name: "XSW8: the genuine one in an Object of the signature",
    reason: "malformed",
    text: () => responseOf(holding(evil(), holdingObject(plain()))),
  },
  {
    name: "the forged one has the genuine one's ID",
    reason: "malformed",
    says: /ID _genuine/,
    text: () => responseOf(holding(evil("_genuine"), holdingObject(plain()))),
  },
  {
    name: "an unsigned one behind the signed one",
    reason: "malformed",
    text: () => responseOf(genuine() + evil()),
  },
  {
    name: "the assertion doubled, with one ID (ruby-saml's response_with_doubled_signed_assertion)",
    reason: "malformed",
    text: () => responseOf(genuine() + genuine()),
  },
  {
    name: "the signed one concealed in StatusDetail (ruby-saml's response_with_concealed_signed_assertion)",
    reason: "malformed",
    text: () =>
      responseOf(evil()).replace(
        "</samlp:StatusCode>",
        `</samlp:StatusCode><samlp:StatusDetail>${genuine()}</samlp:StatusDetail>`,
      ),
  },
  {
    name: "the forged one concealed in Advice of the signed one",
    reason: "malformed",
    text: () =>
      responseOf(genuine().replace("<saml:Subject>", `<saml:Advice>${evil()}</saml:Advice><saml:Subject>`)),
  },
  {
    name: "an Assertion of another namespace beside it (CVE-2022-39299, passport-saml)",
    reason: "malformed",
    text: () => responseOf(`${genuine()}<x:Assertion xmlns:x="urn:x">${evil()}</x:Assertion>`),
  },
  {
    name: "the assertion of another namespace alone",
    reason: "malformed",
    text: () => responseOf(genuine().replace("SAML:2.0:assertion", "SAML:1.0:assertion")),
  },
  {
    name: "a signature of the whole alone (CVE-2024-6800 and its like trusted a response's)",
    reason: "unsigned",
    text: () => signedResponse(plain()),
  },
  {
    name: "a signature of the whole that is not genuine, beside an assertion's that is",
    reason: "signature",
    text: () => signedResponse(genuine()).replace("<samlp:Status>", "<samlp:Status> "),
  },
  {
    name: "the signature in the Subject",
    reason: "malformed",
    text: () => responseOf(plain().replace("<saml:Subject>", `<saml:Subject>${signature()}`)),
  },
  {
    name: "a signature over the metadata's entity, not over the assertion (CVE-2024-45409, ruby-saml < 1.17.0)",
    reason: "signature",
    text: () => responseOf(holding(evil(), signatureOver(idp.metadata, "_metadata", { key: idp.key }))),
  },
  {
    name: "two signatures in one parent",
    reason: "signature",
    text: () => responseOf(holding(genuine(), signature())),
  },
  {
    name: "a Signature in an Object of the signature",
    reason: "malformed",
    text: () => responseOf(holding(plain(), holdingObject(signature()))),
  },
  {
    name: "what was verified beside what was not: the NameID changed under the signature (CVE-2025-54419, node-saml < 5.1.0)",
    reason: "signature",
    text: () => responseOf(genuine().replace("ann@example.com", "admin@example.com")),
  },
  {
    name: "an assertion within an assertion's Subject",
    reason: "malformed",
    text: () => responseOf(genuine().replace("<saml:NameID", `${evil()}<saml:NameID`)),
  },
  {
    name: "two roots: another response behind it (CVE-2022-39353, xmldom)",
    reason: "malformed",
    text: () => responseOf(genuine()) + responseOf(evil()),
  },
  {
    name: "the assertion alone, without a response",
    reason: "malformed",
    text: () => genuine(),
  },
  {
    name: "a LogoutResponse",
    reason: "malformed",
    text: () => responseOf(genuine()).replaceAll("samlp:Response", "samlp:LogoutResponse"),
  },
  {
    name: "an AuthnRequest",
    reason: "malformed",
    text: () => responseOf(genuine()).replaceAll("samlp:Response", "samlp:AuthnRequest"),
  },
];
refuseEach(CASES);
