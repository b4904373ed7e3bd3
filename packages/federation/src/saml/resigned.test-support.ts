/**
 * Assertions that were changed before their provider signed them, so that what stands behind the signature is reached too. `xml-crypto` signs, by its
 * own road from text to canonical form. Whatever is taken, `node-saml` takes, and reads the same in it.
 */
import assert from "node:assert/strict";
import { SAML } from "@node-saml/node-saml";
import { DOMParser } from "@xmldom/xmldom";
import fc from "fast-check";
import { SignedXml } from "xml-crypto";
import type { FuzzCount } from "../fuzz-count.test-support.ts";
import type { Assertion } from "./assertion/read-assertion.ts";
import { type Edit, edited, edits, refusedOr } from "./edits.test-support.ts";
import {
  AWS_NAME,
  ENVELOPED,
  EXCLUSIVE,
  posted,
  RSA_SHA256,
  responseOf,
  type Said,
  SHA256,
  SIGN_IN,
} from "./idp.test-support.ts";
import { idp, judge } from "./judge.test-support.ts";

const privateKey = idp.key.export({ type: "pkcs8", format: "pem" }) as string;
const stranger = new SAML({
  idpCert: `-----BEGIN CERTIFICATE-----\n${idp.certificate}\n-----END CERTIFICATE-----\n`,
  issuer: "urn:amazon:webservices",
  audience: false,
  callbackUrl: SIGN_IN,
  wantAssertionsSigned: true,
  wantAuthnResponseSigned: false,
  // Its clock is the machine's: times are ours to look at.
  acceptedClockSkewMs: -1,
});

/** None of the ends of lines of XML 1.1, which node-saml takes for those of XML 1.0. */
const CHARACTERS = [..."<&>\"' \t\n\r", "é", "\u{1F600}", "]]>", "a", "\u00a0"];
const text = fc.oneof(
  fc.constantFrom("", "ann@example.com", " ann ", "eve"),
  fc.array(fc.constantFrom(...CHARACTERS), { maxLength: 6 }).map((all) => all.join("")),
);

/** In the place of what is usual: elements and values that readers have come to differ on. */
const said: fc.Arbitrary<Partial<Said>> = fc.record(
  {
    nameId: text,
    format: text,
    attributes: fc.dictionary(
      fc.oneof(fc.constantFrom(`${AWS_NAME}Role`, "mail", "urn:oid:1.2.3"), text),
      fc.array(text, { maxLength: 3 }),
      { maxKeys: 4, noNullPrototype: true },
    ),
    statement: fc.constantFrom(
      '<saml:AttributeStatement><saml:Attribute Name="a"><saml:AttributeValue>x<b xmlns="urn:x">y</b></saml:AttributeValue></saml:Attribute></saml:AttributeStatement>',
      '<saml:AttributeStatement><saml:Attribute Name="a"></saml:Attribute><saml:Attribute Name="b"><saml:AttributeValue/></saml:Attribute></saml:AttributeStatement>',
      '<saml:AttributeStatement><saml:Attribute xmlns:x="urn:x" x:Name="b" Name="a"><saml:AttributeValue x:type="y">&#x61;&#10;</saml:AttributeValue></saml:Attribute></saml:AttributeStatement>',
      '<AttributeStatement xmlns="urn:oasis:names:tc:SAML:2.0:assertion"><Attribute Name="a"><AttributeValue>1</AttributeValue></Attribute></AttributeStatement>',
    ),
  },
  { requiredKeys: [] },
);

const madeUp = fc.record({
  said,
  edits: fc.oneof(
    { weight: 1, arbitrary: fc.constant<readonly Edit[]>([]) },
    { weight: 2, arbitrary: edits(1_500) },
  ),
});

type MadeUp = typeof madeUp extends fc.Arbitrary<infer Made> ? Made : never;

const refuse = (message: string) => {
  throw new Error(message);
};
/** What xml-crypto would mend is not well-formed, and told on the console. */
const parser = new DOMParser({ errorHandler: { warning: refuse, error: refuse, fatalError: refuse } });

/** The very text, with a signature over what xml-crypto takes it for; without one where it takes it for nothing. */
function signed(assertion: string): string {
  const signer = new SignedXml({
    privateKey,
    canonicalizationAlgorithm: EXCLUSIVE,
    signatureAlgorithm: RSA_SHA256,
  });
  signer.addReference({ xpath: "/*", transforms: [ENVELOPED, EXCLUSIVE], digestAlgorithm: SHA256 });
  try {
    parser.parseFromString(assertion, "text/xml");
    signer.computeSignature(assertion, { prefix: "ds" });
  } catch {
    return assertion;
  }
  const place = assertion.indexOf("</saml:Issuer>") + "</saml:Issuer>".length;
  return assertion.slice(0, place) + signer.getSignatureXml() + assertion.slice(place);
}

/** Makes up assertions, and judges what is taken of them. */
export function fuzzResigned(count: FuzzCount): fc.IAsyncProperty<[MadeUp]> {
  return fc.asyncProperty(madeUp, async (made) => {
    const response = posted(responseOf(signed(edited(idp.assertion(made.said), made.edits))));
    const taken = refusedOr(() => judge(response));
    if (taken !== undefined) await judgeTaken(response, taken);
    count[taken === undefined ? "refused" : "accepted"] += 1;
  });
}

async function judgeTaken(response: string, taken: Assertion): Promise<void> {
  // SAML's Conditions may be without an end, and node-saml takes none that are.
  if (taken.conditions.until === undefined) return;
  const { profile } = await stranger.validatePostResponseAsync({ SAMLResponse: response });
  assert.equal(profile?.nameID, taken.subject);
  assert.equal(profile?.issuer, taken.issuer);
  const theirs = (profile?.attributes ?? {}) as Record<string, unknown>;
  for (const [name, values] of taken.attributes) {
    const value = Object.hasOwn(theirs, name) ? theirs[name] : [];
    const texts = (Array.isArray(value) ? value : [value]).filter((each) => typeof each === "string");
    // Elements in a value are a tree to node-saml: what counts of them is read nowhere else.
    if (texts.length === values.length) assert.deepEqual(texts, values, name);
  }
}
