/** What an identity provider publishes of itself. Source: SAML 2.0 Metadata; IAM User Guide, "Create a SAML identity provider". */
import { malformed } from "../saml-refusal.ts";
import { METADATA, SIGNATURE } from "../xml/namespaces.ts";
import { METADATA_BOUNDS, readXml } from "../xml/read-xml.ts";
import {
  childrenNamed,
  isNamed,
  requiredAttribute,
  withDescendants,
  type XmlElement,
} from "../xml/xml-element.ts";
import { readCertificate, type SigningCertificate } from "./signing-certificate.ts";

/** The certificates that each entity of the document signs with, by entityID. */
export type SamlMetadata = ReadonlyMap<string, readonly SigningCertificate[]>;

/** Of one entity: each is tried on a signature. AWS tells no limit. */
const MAX_CERTIFICATES = 16;

/**
 * Of a document. INVARIANT: whatever is taken finds room in the cache of documents that were read: else any stranger who names its
 * provider has it read anew.
 */
const MAX_ENTITIES = 1_000;
const MAX_CERTIFICATES_OF_ALL = 500;
/** Source: SAML 2.0 Core, 8.3.6 "Entity Identifier". */
const ENTITY_ID_LENGTH = 1_024;

/**
 * Reads a metadata document: of one entity, or of several in an EntitiesDescriptor. An entity need have no certificate yet.
 * @throws SamlRefusal where it is no metadata, has an entity without name or two of one name, or a certificate that is none
 */
export function readMetadata(text: string): SamlMetadata {
  const root = readXml(text, METADATA_BOUNDS);
  const entities = new Map<string, readonly SigningCertificate[]>();
  const certificates = new Map<string, SigningCertificate>();
  for (const entity of entitiesIn(root)) {
    const name = requiredAttribute(entity, "entityID");
    if (name.trim() === "" || entities.has(name)) throw malformed(`There are two entities ${name}.`);
    if (name.length > ENTITY_ID_LENGTH) throw malformed("An entity's name is too long.");
    if (entities.size === MAX_ENTITIES) throw malformed(`There are more than ${MAX_ENTITIES} entities.`);
    entities.set(name, signingCertificates(entity, certificates));
  }
  if (entities.size === 0) throw malformed("The metadata has no entity.");
  return entities;
}

function entitiesIn(root: XmlElement): readonly XmlElement[] {
  if (isNamed(root, METADATA, "EntityDescriptor")) return [root];
  if (!isNamed(root, METADATA, "EntitiesDescriptor")) throw malformed(`The document is a ${root.name}.`);
  return withDescendants(root).filter((element) => isNamed(element, METADATA, "EntityDescriptor"));
}

/**
 * Those of its role as an identity provider. A key that is said to be for encryption signs nothing.
 * @param read certificates of the document that were read already
 */
function signingCertificates(
  entity: XmlElement,
  read: Map<string, SigningCertificate>,
): readonly SigningCertificate[] {
  const found = new Set<SigningCertificate>();
  for (const { use, text } of certificateTexts(entity)) {
    const plain = text.replace(/[ \t\r\n]+/g, "");
    const certificate = read.get(plain) ?? readCertificate(plain);
    read.set(plain, certificate);
    if (read.size > MAX_CERTIFICATES_OF_ALL)
      throw malformed(`There are more than ${MAX_CERTIFICATES_OF_ALL} certificates.`);
    if (use !== "encryption") found.add(certificate);
  }
  if (found.size > MAX_CERTIFICATES)
    throw malformed(`An entity has more than ${MAX_CERTIFICATES} certificates to sign with.`);
  return [...found];
}

function* certificateTexts(entity: XmlElement) {
  for (const role of childrenNamed(entity, METADATA, "IDPSSODescriptor")) {
    for (const descriptor of childrenNamed(role, METADATA, "KeyDescriptor")) {
      const use = descriptor.attributes.get("use");
      for (const keyInfo of childrenNamed(descriptor, SIGNATURE, "KeyInfo"))
        for (const data of childrenNamed(keyInfo, SIGNATURE, "X509Data"))
          for (const { text } of childrenNamed(data, SIGNATURE, "X509Certificate")) yield { use, text };
    }
  }
}
