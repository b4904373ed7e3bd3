/**
 * The parts of an encrypted assertion: one key, encrypted for the account by RSA-OAEP, one text, encrypted by that key. Nothing is
 * fetched, and no part is looked for elsewhere. Source: W3C XML Encryption 1.1; IAM User Guide, "SAML encryption".
 */
import { malformed } from "../saml-refusal.ts";
import { decodeBase64 } from "../xml/decode-document.ts";
import { ENCRYPTION, SIGNATURE } from "../xml/namespaces.ts";
import { childNamed, requiredAttribute, requiredChild, textOf, type XmlElement } from "../xml/xml-element.ts";
import type { OaepDigest, OaepDigests } from "./oaep.ts";

const ENCRYPTION_11 = "http://www.w3.org/2009/xmlenc11#";

export interface DataCipher {
  readonly name: "aes-128-cbc" | "aes-256-cbc" | "aes-128-gcm" | "aes-256-gcm";
  readonly mode: "cbc" | "gcm";
  readonly keyBytes: number;
}

const CIPHERS: Readonly<Record<string, DataCipher>> = {
  [`${ENCRYPTION}aes128-cbc`]: { name: "aes-128-cbc", mode: "cbc", keyBytes: 16 },
  [`${ENCRYPTION}aes256-cbc`]: { name: "aes-256-cbc", mode: "cbc", keyBytes: 32 },
  [`${ENCRYPTION_11}aes128-gcm`]: { name: "aes-128-gcm", mode: "gcm", keyBytes: 16 },
  [`${ENCRYPTION_11}aes256-gcm`]: { name: "aes-256-gcm", mode: "gcm", keyBytes: 32 },
};

const DIGESTS: Readonly<Record<string, OaepDigest>> = {
  [`${SIGNATURE}sha1`]: "sha1",
  [`${ENCRYPTION}sha256`]: "sha256",
  "http://www.w3.org/2001/04/xmldsig-more#sha384": "sha384",
  [`${ENCRYPTION}sha512`]: "sha512",
};

const MASKS: Readonly<Record<string, OaepDigest>> = {
  [`${ENCRYPTION_11}mgf1sha1`]: "sha1",
  [`${ENCRYPTION_11}mgf1sha256`]: "sha256",
  [`${ENCRYPTION_11}mgf1sha384`]: "sha384",
  [`${ENCRYPTION_11}mgf1sha512`]: "sha512",
};

export interface EncryptedParts {
  readonly cipher: DataCipher;
  readonly encryptedText: Buffer;
  readonly digests: OaepDigests;
  readonly encryptedKey: Buffer;
}

/** @throws SamlRefusal where it is encrypted in another way */
export function readEncryptedParts(encryptedAssertion: XmlElement): EncryptedParts {
  const data = requiredChild(encryptedAssertion, ENCRYPTION, "EncryptedData");
  const keyInfo = requiredChild(data, SIGNATURE, "KeyInfo");
  const key = requiredChild(keyInfo, ENCRYPTION, "EncryptedKey");
  return {
    cipher: lookUp(CIPHERS, requiredChild(data, ENCRYPTION, "EncryptionMethod")),
    encryptedText: cipherValue(data),
    digests: readDigests(requiredChild(key, ENCRYPTION, "EncryptionMethod")),
    encryptedKey: cipherValue(key),
  };
}

/** RSA with PKCS#1 1.5's padding is none of the methods: it gives away the key bit by bit (Bleichenbacher). */
function readDigests(method: XmlElement): OaepDigests {
  const algorithm = requiredAttribute(method, "Algorithm");
  if (childNamed(method, ENCRYPTION, "OAEPparams") !== undefined)
    throw malformed("OAEPparams are not taken.");
  const label = childNamed(method, SIGNATURE, "DigestMethod");
  const digests = { label: label === undefined ? "sha1" : lookUp(DIGESTS, label), mask: "sha1" } as const;
  if (algorithm === `${ENCRYPTION}rsa-oaep-mgf1p`) return digests;
  if (algorithm !== `${ENCRYPTION_11}rsa-oaep`) throw malformed(`${algorithm} is not taken.`);
  const mask = childNamed(method, ENCRYPTION_11, "MGF");
  return mask === undefined ? digests : { ...digests, mask: lookUp(MASKS, mask) };
}

function lookUp<Known>(known: Readonly<Record<string, Known>>, element: XmlElement): Known {
  const algorithm = requiredAttribute(element, "Algorithm");
  const found = Object.hasOwn(known, algorithm) ? known[algorithm] : undefined;
  if (found === undefined) throw malformed(`${algorithm} is not taken.`);
  return found;
}

/** What is encrypted, which stands there itself: a CipherReference is none. */
function cipherValue(element: XmlElement): Buffer {
  const data = requiredChild(element, ENCRYPTION, "CipherData");
  const value = requiredChild(data, ENCRYPTION, "CipherValue");
  if (data.children.length > 1) throw malformed("CipherData holds more than one value.");
  return decodeBase64(textOf(value), "CipherValue");
}
