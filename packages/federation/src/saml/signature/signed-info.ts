/**
 * The form that a signature must have. XML signatures may say almost anything, from a stylesheet to run to a file to fetch: what
 * SAML needs of it is one form, and no other is looked at. Source: SAML 2.0 Core, 5.4 "XML Signature Profile"; W3C XML Signature
 * Syntax and Processing 1.1.
 */
import { SamlRefusal } from "../saml-refusal.ts";
import { decodeBase64 } from "../xml/decode-document.ts";
import { EXCLUSIVE_CANONICAL, SIGNATURE } from "../xml/namespaces.ts";
import { childNamed, isNamed, type XmlElement } from "../xml/xml-element.ts";

export type Digest = "sha256" | "sha384" | "sha512";

/** RSA with SHA-2. SHA-1, HMAC, DSA and whatever else there is are none. */
const SIGNATURE_METHODS: Readonly<Record<string, Digest>> = {
  "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256": "sha256",
  "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384": "sha384",
  "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512": "sha512",
};

const DIGEST_METHODS: Readonly<Record<string, Digest>> = {
  "http://www.w3.org/2001/04/xmlenc#sha256": "sha256",
  "http://www.w3.org/2001/04/xmldsig-more#sha384": "sha384",
  "http://www.w3.org/2001/04/xmlenc#sha512": "sha512",
};

const ENVELOPED = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";

/** What is signed, and how. */
export interface SignedInfo {
  readonly method: Digest;
  readonly digestMethod: Digest;
  /** Of the canonical form of the element that the signature stands in, without the signature. */
  readonly digest: Buffer;
  /** Whose namespaces the canonical form writes out though nothing is seen to be of them. */
  readonly prefixes: readonly string[];
}

/** The value of a signature, and its first child: what it is over. @throws SamlRefusal where it is of another form */
export function readSignature(signature: XmlElement): {
  readonly signedInfo: XmlElement;
  readonly value: Buffer;
} {
  const names = ["SignedInfo", "SignatureValue", "KeyInfo"];
  const [signedInfo, value] = checkedChildren(
    signature,
    names.slice(0, Math.max(2, signature.children.length)),
  );
  if (signedInfo === undefined || value === undefined) throw refused("A signature is empty.");
  return { signedInfo, value: bytesIn(value) };
}

/**
 * @param id of the element that the signature stands in, and that it must be over
 * @throws SamlRefusal where it is of another form
 */
export function readSignedInfo(signedInfo: XmlElement, id: string): SignedInfo {
  const [canonicalization, method, reference] = checkedChildren(signedInfo, [
    "CanonicalizationMethod",
    "SignatureMethod",
    "Reference",
  ]) as [XmlElement, XmlElement, XmlElement];
  checkAlgorithm(canonicalization, EXCLUSIVE_CANONICAL);
  return { method: methodOf(method, SIGNATURE_METHODS), ...readReference(reference, id) };
}

function readReference(reference: XmlElement, id: string): Omit<SignedInfo, "method"> {
  const others = [...reference.attributes.keys()].filter((name) => name !== "URI" && name !== "Id");
  if (others.length > 0) throw refused(`A reference has ${others.join(", ")}.`);
  if (reference.attributes.get("URI") !== `#${id}`)
    throw refused(`The signature of ${id} is over something else.`);
  const [transforms, method, value] = checkedChildren(reference, [
    "Transforms",
    "DigestMethod",
    "DigestValue",
  ]) as [XmlElement, XmlElement, XmlElement];
  return {
    prefixes: readTransforms(transforms),
    digestMethod: methodOf(method, DIGEST_METHODS),
    digest: bytesIn(value),
  };
}

/** What stands in the element but the signature, in the canonical form that does not depend on what is around it. */
function readTransforms(transforms: XmlElement): readonly string[] {
  const [first, second] = checkedChildren(transforms, ["Transform", "Transform"]) as [XmlElement, XmlElement];
  checkAlgorithm(first, ENVELOPED);
  const list = childNamed(second, EXCLUSIVE_CANONICAL, "InclusiveNamespaces");
  checkAlgorithm(second, EXCLUSIVE_CANONICAL, list === undefined ? 0 : 1);
  if (list !== undefined && list.children.length > 0) throw refused("A list of namespaces holds elements.");
  return (list?.attributes.get("PrefixList") ?? "").split(/[ \t\r\n]+/).filter((prefix) => prefix !== "");
}

function methodOf(element: XmlElement, methods: Readonly<Record<string, Digest>>): Digest {
  const algorithm = element.attributes.get("Algorithm") ?? "";
  const digest = Object.hasOwn(methods, algorithm) ? methods[algorithm] : undefined;
  if (digest === undefined) throw refused(`${element.name} ${algorithm} is not taken.`);
  checkAlgorithm(element, algorithm);
  return digest;
}

/** @param children that it may hold: HMACOutputLength and its like are none */
function checkAlgorithm(element: XmlElement, algorithm: string, children = 0): void {
  const given = element.attributes.get("Algorithm");
  if (given !== algorithm) throw refused(`${element.name} ${given} is not taken.`);
  if (element.children.length !== children) throw refused(`${element.name} ${given} has parameters.`);
}

/** The children, which are these in this order. */
function checkedChildren(element: XmlElement, names: readonly string[]): readonly XmlElement[] {
  const isSame =
    element.children.length === names.length &&
    element.children.every((child, index) => isNamed(child, SIGNATURE, names[index] ?? ""));
  if (!isSame) throw refused(`${element.name} holds other elements than ${names.join(", ")}.`);
  return element.children;
}

function bytesIn(element: XmlElement): Buffer {
  if (element.children.length > 0) throw refused(`${element.name} holds elements.`);
  try {
    return decodeBase64(element.text, element.name);
  } catch {
    throw refused(`${element.name} is not base64.`);
  }
}

function refused(message: string): SamlRefusal {
  return new SamlRefusal("signature", message);
}
