/** What an identity provider posts: one Response, with one assertion, in the clear or encrypted. Source: SAML 2.0 Core, 3.2.2. */
import { malformed, SamlRefusal } from "./saml-refusal.ts";
import { decodeBase64, decodeText } from "./xml/decode-document.ts";
import { ASSERTION, ENCRYPTION, PROTOCOL, SIGNATURE } from "./xml/namespaces.ts";
import { readXml } from "./xml/read-xml.ts";
import {
  childrenNamed,
  isNamed,
  requiredAttribute,
  requiredChild,
  requiredId,
  withDescendants,
  type XmlElement,
} from "./xml/xml-element.ts";

const SUCCESS = "urn:oasis:names:tc:SAML:2.0:status:Success";

export interface SamlResponse {
  readonly text: string;
  readonly root: XmlElement;
  /** An Assertion or an EncryptedAssertion, the root's own child. */
  readonly part: XmlElement;
  readonly isEncrypted: boolean;
  /** Whether the whole has a signature, besides the assertion's. */
  readonly isSigned: boolean;
}

/**
 * Reads what was posted, as far as it can be read before any signature is verified: nothing of it is known to be true yet.
 * @param posted base64
 * @throws SamlRefusal
 */
export function readResponse(posted: string): SamlResponse {
  const text = decodeText(decodeBase64(posted, "The response"));
  const root = readXml(text);
  if (!isNamed(root, PROTOCOL, "Response"))
    throw malformed(`The document is a ${root.name}, not a Response.`);
  if (requiredAttribute(root, "Version") !== "2.0") throw malformed("The response is not of SAML 2.0.");
  requiredId(root);
  checkStatus(root);
  const plain = childrenNamed(root, ASSERTION, "Assertion");
  const encrypted = childrenNamed(root, ASSERTION, "EncryptedAssertion");
  const [part, ...others] = [...plain, ...encrypted];
  if (part === undefined) throw malformed("The response has no assertion.");
  if (others.length > 0) throw malformed("The response has several assertions.");
  const isEncrypted = plain.length === 0;
  checkPlaces(root, isEncrypted ? [] : [part]);
  return { text, root, part, isEncrypted, isSigned: childrenNamed(root, SIGNATURE, "Signature").length > 0 };
}

/** The provider's own word on it comes first: who was not authenticated has no assertion. */
function checkStatus(root: XmlElement): void {
  const status = requiredChild(requiredChild(root, PROTOCOL, "Status"), PROTOCOL, "StatusCode");
  const value = requiredAttribute(status, "Value");
  if (value !== SUCCESS) throw new SamlRefusal("status", `The provider's status is ${value}.`);
}

/**
 * INVARIANT: assertions, what is encrypted and signatures stand nowhere but where they are looked for: the root and the assertion
 * have a signature each at most. Whatever else is called so, in whatever namespace, is a forger's.
 * @param assertion the one that is looked at; none where it is encrypted
 */
export function checkPlaces(root: XmlElement, assertion: readonly XmlElement[]): void {
  const homes = [root, ...assertion];
  const signatures = homes.flatMap((home) => childrenNamed(home, SIGNATURE, "Signature"));
  if (signatures.length > homes.length) throw malformed("An element has several signatures.");
  const known = new Set<XmlElement>([...homes, ...signatures, ...encryptedIn(root)]);
  for (const element of withDescendants(root)) {
    if (PLACED.has(element.name) && !known.has(element))
      throw malformed(`${element.name} stands where none is looked for.`);
  }
}

const PLACED: ReadonlySet<string> = new Set([
  "Response",
  "Assertion",
  "EncryptedAssertion",
  "EncryptedID",
  "EncryptedAttribute",
  "EncryptedData",
  "Signature",
]);

function encryptedIn(root: XmlElement): readonly XmlElement[] {
  return childrenNamed(root, ASSERTION, "EncryptedAssertion").flatMap((outer) => [
    outer,
    ...childrenNamed(outer, ENCRYPTION, "EncryptedData"),
  ]);
}
