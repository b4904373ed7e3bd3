/** The authorities of a trust anchor. Source: IAM Roles Anywhere User Guide, "Signature validation". */
import type { Source } from "@rolecall/contracts/rolesanywhere";
import {
  countPemBlocks,
  readCertificateDetails,
  readCertificates,
  trustAnchorProblem,
} from "@rolecall/credentials";
import type { Preparation } from "@rolecall/operations";
import { invalid, privateAuthority, quotaExceeded } from "../error.ts";
import { ROLES_ANYWHERE_QUOTAS } from "../quotas.ts";

type Reading = Pick<Preparation<unknown>, "env" | "now">;

/**
 * The certificates of a source, as they were sent. They are counted before any is read, so that 200 kB of them cost as much as two.
 * @throws ValidationException for another source than certificates of authorities
 */
export function readCertificateBundle({ sourceType, sourceData }: Source, { env, now }: Reading): string {
  if (sourceType === undefined) throw invalid("The source has no sourceType.");
  if (sourceType === "AWS_ACM_PCA") throw privateAuthority();
  if (sourceType !== "CERTIFICATE_BUNDLE")
    throw invalid(`Sources of the type ${sourceType} are not supported.`);
  const bundle = sourceData?.x509CertificateData;
  if (bundle === undefined)
    throw invalid("A source of the type CERTIFICATE_BUNDLE needs x509CertificateData in its sourceData.");
  const limit = ROLES_ANYWHERE_QUOTAS.of(env).CertificatesPerTrustAnchor;
  if (countPemBlocks(bundle) > limit) throw quotaExceeded("CertificatesPerTrustAnchor", limit);
  const certificates = readCertificates(bundle);
  if (certificates === undefined)
    throw invalid(
      "The x509CertificateData is not one or more X.509 certificates in PEM, with nothing else beside them.",
    );
  for (const [index, certificate] of certificates.entries()) {
    const details = readCertificateDetails(certificate);
    const problem = details === undefined ? "It is not in strict DER." : trustAnchorProblem(details, now);
    if (problem !== undefined)
      throw invalid(`Certificate ${index + 1} of x509CertificateData cannot be a trust anchor. ${problem}`);
  }
  return bundle;
}
