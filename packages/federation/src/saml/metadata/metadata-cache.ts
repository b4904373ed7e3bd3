import { createHash } from "node:crypto";
import { createBoundedCache } from "@rolecall/bounded-cache";
import { readMetadata, type SamlMetadata } from "./read-metadata.ts";
import type { SigningCertificate } from "./signing-certificate.ts";

/** Metadata documents that were read, so that a stranger who names a provider does not make the server read its document each time. */
export interface MetadataCache {
  /** @throws SamlRefusal where it is no metadata */
  read(metadata: string): SamlMetadata;
}

const ENTRIES = 1_000;
const MAX_BYTES = 16 * 2 ** 20;
/** A public key as node:crypto holds it, and what stands around it. */
const CERTIFICATE_BYTES = 8_192;
const ENTITY_BYTES = 512;

/** Documents are known by their digest: one that is changed is another. */
export function createMetadataCache(): MetadataCache {
  const cache = createBoundedCache<SamlMetadata>({
    entries: ENTRIES,
    weight: { maxBytes: MAX_BYTES, bytesOf: (_key, metadata) => sizeOf(metadata) },
  });
  return {
    read(text) {
      const key = createHash("sha256").update(text, "utf8").digest("base64");
      const known = cache.get(key);
      if (known !== undefined) return known;
      const metadata = readMetadata(text);
      cache.set(key, metadata);
      return metadata;
    },
  };
}

/** Entities of one document share the certificates that they have in common. */
function sizeOf(metadata: SamlMetadata): number {
  let bytes = ENTITY_BYTES;
  const certificates = new Set<SigningCertificate>();
  for (const [name, ofEntity] of metadata) {
    bytes += ENTITY_BYTES + 2 * name.length + 8 * ofEntity.length;
    for (const each of ofEntity) certificates.add(each);
  }
  return bytes + CERTIFICATE_BYTES * certificates.size;
}
