import { once } from "node:events";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { selfSigned } from "../../packages/federation/src/saml/certificate.test-support.ts";
import { AWS_NAME, SIGN_IN } from "../../packages/federation/src/saml/idp.test-support.ts";
import { PRIVATE_KEYS } from "../../packages/federation/src/saml/keys.test-support.ts";

const samlify = createRequire(import.meta.url)("samlify") as typeof import("samlify");

/** What an assertion of the company says of somebody, besides the name. */
export type Attributes = Readonly<Record<string, string>>;

/** A company's identity provider, samlify's, on a port of its own: who is in the directory gets a signed response for a name. */
export interface CompanyIdp {
  readonly entityId: string;
  readonly metadata: string;
  /** As a browser signs in. @returns what it would post to AWS: the response, base64 */
  signIn(name: string): Promise<string>;
  stop(): void;
}

interface CompanyIdpOptions {
  /** Behind `https://aws.amazon.com/SAML/Attributes/`; the same names for everybody. */
  readonly attributeNames: readonly string[];
  /** Undefined for who is not in the directory. */
  readonly attributesOf: (name: string) => Attributes | undefined;
  /** Milliseconds since 1970, as the installation has it. */
  readonly now?: () => number;
}

const RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
const POST = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST";
const PERSISTENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent";
const AUDIENCE = "urn:amazon:webservices";
const LIFE_MS = 300_000;

const tagOf = (index: number) => `attribute${index}`;

function createIdentityProvider(entityID: string, names: readonly string[]) {
  samlify.setSchemaValidator({ validate: async () => "it is not asked" });
  const certificate = selfSigned(PRIVATE_KEYS.idp);
  return samlify.IdentityProvider({
    entityID,
    privateKey: PRIVATE_KEYS.idp.export({ type: "pkcs8", format: "pem" }) as string,
    signingCert: `-----BEGIN CERTIFICATE-----\n${certificate}\n-----END CERTIFICATE-----\n`,
    requestSignatureAlgorithm: RSA_SHA256,
    nameIDFormat: [PERSISTENT],
    singleSignOnService: [{ Binding: POST, Location: `${entityID}/sign-in` }],
    loginResponseTemplate: {
      context: samlify.SamlLib.defaultLoginResponseTemplate.context.replace(
        "{AuthnStatement}",
        '<saml:AuthnStatement AuthnInstant="{IssueInstant}"/>',
      ),
      attributes: names.map((name, index) => ({
        name: `${AWS_NAME}${name}`,
        valueTag: tagOf(index),
        nameFormat: "urn:oasis:names:tc:SAML:2.0:attrname-format:uri",
        valueXsiType: "xs:string",
      })),
    },
  });
}

/** What stands in the template's places. samlify calls the value of `valueTag: "role"` `attrRole`. */
function placesOf(
  now: number,
  { entityId, name, values }: { entityId: string; name: string; values: string[] },
) {
  const later = new Date(now + LIFE_MS).toISOString();
  const issued = new Date(now).toISOString();
  const unique = `${now}-${Math.random().toString(36).slice(2)}`;
  return {
    ID: `_r${unique}`,
    AssertionID: `_a${unique}`,
    Destination: SIGN_IN,
    Audience: AUDIENCE,
    SubjectRecipient: SIGN_IN,
    NameIDFormat: PERSISTENT,
    NameID: name,
    Issuer: entityId,
    IssueInstant: issued,
    ConditionsNotBefore: issued,
    ConditionsNotOnOrAfter: later,
    SubjectConfirmationDataNotOnOrAfter: later,
    AssertionConsumerServiceURL: SIGN_IN,
    EntityID: entityId,
    InResponseTo: "",
    StatusCode: "urn:oasis:names:tc:SAML:2.0:status:Success",
    ...Object.fromEntries(values.map((value, index) => [`attrAttribute${index}`, value])),
  };
}

export async function startCompanyIdp(options: CompanyIdpOptions): Promise<CompanyIdp> {
  const { attributeNames, attributesOf, now = Date.now } = options;
  const entityId = "https://identity.company.example/saml";
  const provider = createIdentityProvider(entityId, attributeNames);
  const awsSignIn = samlify.ServiceProvider({
    entityID: AUDIENCE,
    wantAssertionsSigned: true,
    assertionConsumerService: [{ Binding: POST, Location: SIGN_IN }],
  });
  const respond = async (name: string, attributes: Attributes) => {
    const values = attributeNames.map((each) => attributes[each] ?? "");
    const places = placesOf(now(), { entityId, name, values });
    const fill = (template: string) => ({
      id: places.ID,
      context: samlify.SamlLib.replaceTagsByValue(template, places),
    });
    return (await provider.createLoginResponse(awsSignIn, null as never, "post", {}, fill)).context;
  };
  const server = createServer((request, response) => {
    const name = new URL(request.url ?? "", "http://idp").searchParams.get("name") ?? "";
    const attributes = attributesOf(name);
    if (attributes === undefined) return void response.writeHead(401).end();
    respond(name, attributes).then(
      (text) => response.end(text),
      (error: Error) => response.writeHead(500).end(error.stack),
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    entityId,
    metadata: provider.getMetadata(),
    async signIn(name) {
      const answer = await fetch(`http://127.0.0.1:${port}/sign-in?name=${encodeURIComponent(name)}`);
      if (!answer.ok)
        throw new Error(`The identity provider answers ${answer.status}: ${await answer.text()}`);
      return answer.text();
    },
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
