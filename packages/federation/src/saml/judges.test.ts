/** Strangers of the same trade: what they sign is taken, and what is taken they take too. */
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import { SAML } from "@node-saml/node-saml";
import { DOMParser } from "@xmldom/xmldom";
import { SignedXml } from "xml-crypto";
import { AWS_NAME, createIdp, posted, publicPem, responseOf, SIGN_IN } from "./idp.test-support.ts";
import { judge, provider } from "./judge.test-support.ts";
import { readMetadata } from "./metadata/read-metadata.ts";

const samlify = createRequire(import.meta.url)("samlify") as typeof import("samlify");
const idp = createIdp({ now: Date.now });
const pem = (certificate: string) =>
  `-----BEGIN CERTIFICATE-----\n${certificate}\n-----END CERTIFICATE-----\n`;
const roles = {
  [`${AWS_NAME}Role`]: ["arn:aws:iam::1:role/a,arn:aws:iam::1:saml-provider/b", '<&">\u00e9\u{1F600}'],
};

test("node-saml takes what is taken, and reads the same in it", async () => {
  const saml = new SAML({
    idpCert: pem(idp.certificate),
    idpIssuer: idp.entityId,
    issuer: "urn:amazon:webservices",
    audience: "urn:amazon:webservices",
    callbackUrl: SIGN_IN,
    wantAssertionsSigned: true,
    wantAuthnResponseSigned: false,
    acceptedClockSkewMs: 300_000,
  });
  const response = idp.respond({ nameId: "ann & <bob>", attributes: roles });
  const { profile } = await saml.validatePostResponseAsync({ SAMLResponse: response });
  const ours = judge(response, { now: Date.now() });
  assert.equal(profile?.nameID, ours.subject);
  assert.equal(profile?.issuer, ours.issuer);
  assert.deepEqual(profile?.[`${AWS_NAME}Role`], ours.attributes.get(`${AWS_NAME}Role`));
  const forged = posted(responseOf(idp.signed().replace("ann@", "eve@")));
  await assert.rejects(saml.validatePostResponseAsync({ SAMLResponse: forged }), /Invalid signature/);
});

test("xml-crypto, by its own road, comes to the same bytes", () => {
  const text = responseOf(idp.signed({ attributes: roles }));
  const document = new DOMParser().parseFromString(text, "text/xml");
  const [signature] = Array.from(document.getElementsByTagName("ds:Signature"));
  const signed = new SignedXml({ publicCert: publicPem(idp.key) });
  signed.loadSignature(signature as never);
  assert.equal(signed.checkSignature(text), true);
  const [canonical] = signed.getSignedReferences();
  assert.equal(
    canonical,
    idp.assertion({ id: /ID="(_a[^"]*)"/.exec(text)?.[1] ?? "", attributes: roles, ...timesOf(text) }),
  );
});

/** The times that an assertion says, which the clock would tell otherwise by now. */
function timesOf(text: string) {
  const of = (name: string) => new RegExp(`${name}="([^"]*)"`, "g");
  const [confirmedUntil = "", notOnOrAfter = ""] = [...text.matchAll(of("NotOnOrAfter"))].map(
    ([, time = ""]) => time,
  );
  const notBefore = of("NotBefore").exec(text)?.[1] ?? "";
  const issuedAt = [...text.matchAll(of("IssueInstant"))][1]?.[1] ?? "";
  return { confirmedUntil, notOnOrAfter, notBefore, issuedAt };
}

test("what samlify signs is taken", async () => {
  samlify.setSchemaValidator({ validate: async () => "it is not asked" });
  const entityID = "https://samlify.example/idp";
  const them = samlify.IdentityProvider({
    entityID,
    privateKey: idp.key.export({ type: "pkcs8", format: "pem" }) as string,
    signingCert: pem(idp.certificate),
    requestSignatureAlgorithm: "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
    nameIDFormat: ["urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress"],
    singleSignOnService: [
      { Binding: "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST", Location: "https://samlify.example/sso" },
    ],
    loginResponseTemplate: {
      context: samlify.SamlLib.defaultLoginResponseTemplate.context.replace(
        "{AuthnStatement}",
        '<saml:AuthnStatement AuthnInstant="{IssueInstant}"/>',
      ),
      attributes: [
        {
          name: `${AWS_NAME}Role`,
          valueTag: "role",
          nameFormat: "urn:oasis:names:tc:SAML:2.0:attrname-format:uri",
          valueXsiType: "xs:string",
        },
      ],
    },
  });
  const us = samlify.ServiceProvider({
    entityID: "urn:amazon:webservices",
    wantAssertionsSigned: true,
    assertionConsumerService: [
      { Binding: "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST", Location: SIGN_IN },
    ],
  });
  const now = new Date();
  const later = new Date(now.getTime() + 300_000).toISOString();
  const { context } = await them.createLoginResponse(
    us,
    null as never,
    "post",
    { email: "ann" },
    (template) => ({
      id: "_1",
      context: samlify.SamlLib.replaceTagsByValue(template, {
        ID: "_r1",
        AssertionID: "_a1",
        Destination: SIGN_IN,
        Audience: "urn:amazon:webservices",
        SubjectRecipient: SIGN_IN,
        NameIDFormat: "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress",
        NameID: "ann@example.com",
        Issuer: entityID,
        IssueInstant: now.toISOString(),
        ConditionsNotBefore: now.toISOString(),
        ConditionsNotOnOrAfter: later,
        SubjectConfirmationDataNotOnOrAfter: later,
        AssertionConsumerServiceURL: SIGN_IN,
        EntityID: "x",
        InResponseTo: "",
        StatusCode: "urn:oasis:names:tc:SAML:2.0:status:Success",
        attrRole: "a,b",
      }),
    }),
  );
  const metadata = readMetadata(them.getMetadata());
  const assertion = judge(context, { now: Date.now(), provider: { ...provider, metadata } });
  assert.equal(assertion.subject, "ann@example.com");
  assert.deepEqual(assertion.attributes.get(`${AWS_NAME}Role`), ["a,b"]);
});
