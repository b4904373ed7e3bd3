import { createHash, type KeyObject, timingSafeEqual, verify } from "node:crypto";
import { SamlRefusal } from "../saml-refusal.ts";
import { SIGNATURE } from "../xml/namespaces.ts";
import { MESSAGE_BOUNDS, readXml } from "../xml/read-xml.ts";
import { childrenNamed, requiredId, type XmlElement } from "../xml/xml-element.ts";
import { canonicalForm, childElement, type Place, signedNode } from "./canonical-form.ts";
import { type Digest, readSignature, readSignedInfo, type SignedInfo } from "./signed-info.ts";

export interface SignedPart extends Place {
  /** What stands at that place, as it was read. */
  readonly element: XmlElement;
}

/**
 * Verifies the signature that stands in an element, is over that element, and was made by one of the keys. Nothing is canonicalised
 * but the few lines of what is signed, before a key was found to have signed them: no stranger makes us canonicalise what he likes.
 * @returns the canonical form of what is signed: the bytes that the signature covers, and nothing else. Whoever wants to know what
 * the signer said reads these.
 * @throws SamlRefusal "unsigned" where the element has no signature, "signature" where it is another than it should be
 */
export function verifySignature(part: SignedPart, keys: readonly KeyObject[]): string {
  const { element } = part;
  const id = requiredId(element);
  const [found, ...others] = childrenNamed(element, SIGNATURE, "Signature");
  if (found === undefined) throw new SamlRefusal("unsigned", `${element.name} is not signed.`);
  if (others.length > 0) throw refused(`${element.name} has several signatures.`);
  const { signedInfo, value } = readSignature(found);
  readSignedInfo(signedInfo, id);

  const node = signedNode(part, element.children.indexOf(found));
  const said = canonicalForm(childElement(node.signature, 0));
  // What is signed is read again from the bytes that the value is over: what counts is in these.
  const info = readSignedInfo(readXml(said, MESSAGE_BOUNDS), id);
  if (!isSignedByOne(said, value, info.method, keys))
    throw refused("No key of the provider's made the signature.");

  node.element.removeChild(node.signature);
  const canonical = canonicalForm(node.element, info.prefixes);
  if (!hasDigest(canonical, info)) throw refused("What is signed was changed.");
  return canonical;
}

function isSignedByOne(said: string, value: Buffer, method: Digest, keys: readonly KeyObject[]): boolean {
  const bytes = Buffer.from(said, "utf8");
  return keys.some((key) => verify(method, bytes, key, value));
}

function hasDigest(canonical: string, { digestMethod, digest }: SignedInfo): boolean {
  const actual = createHash(digestMethod).update(canonical, "utf8").digest();
  return actual.length === digest.length && timingSafeEqual(actual, digest);
}

function refused(message: string): SamlRefusal {
  return new SamlRefusal("signature", message);
}
