import { createHash } from "node:crypto";
import { createBoundedCache } from "@rolecall/bounded-cache";
import { readCertificates } from "./certificate.ts";
import { type CertificateDetails, readCertificateDetails } from "./certificate-details.ts";

/** Bundles of authorities that were read, so that a stranger who names a trust anchor does not make the server read its bundle each time. */
export interface TrustBundleCache {
  /**
   * Certificates in PEM, one behind another; those that cannot be read are left out.
   * @param bundle as the account gave it
   */
  read(bundle: string): readonly CertificateDetails[];
}

const ENTRIES = 1_000;
const MAX_BYTES = 16 * 2 ** 20;
/** What node:crypto holds of a certificate and its key, besides its bytes. */
const CERTIFICATE_BYTES = 8_192;

/** Bundles are known by their digest: one that is changed is another. */
export function createTrustBundleCache(): TrustBundleCache {
  const cache = createBoundedCache<readonly CertificateDetails[]>({
    entries: ENTRIES,
    weight: {
      maxBytes: MAX_BYTES,
      bytesOf: (_digest, all) =>
        all.reduce((sum, { body }) => sum + CERTIFICATE_BYTES + 3 * body.length, CERTIFICATE_BYTES),
    },
  });
  return {
    read(bundle) {
      const digest = createHash("sha256").update(bundle, "utf8").digest("base64");
      const known = cache.get(digest);
      if (known !== undefined) return known;
      const details = (readCertificates(bundle) ?? []).flatMap((each) => readCertificateDetails(each) ?? []);
      cache.set(digest, details);
      return details;
    },
  };
}
