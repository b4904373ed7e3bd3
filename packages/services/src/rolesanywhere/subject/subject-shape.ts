import type { SubjectDetail, SubjectSummary } from "@rolecall/contracts/rolesanywhere";
import { formatArn } from "@rolecall/names";
import type { CertificateSubjectRecord, ListedCertificateSubject } from "@rolecall/store";

/** No operation disables a subject. */
const ENABLED = true;

export function subjectSummary({
  id,
  accountId,
  region,
  x509Subject,
  createdAt,
  lastSeenAt,
}: ListedCertificateSubject): SubjectSummary {
  return {
    subjectArn: formatArn("certificate-subject", { accountId, region, uuid: id }),
    subjectId: id,
    enabled: ENABLED,
    x509Subject,
    lastSeenAt: new Date(lastSeenAt),
    createdAt: new Date(createdAt),
    updatedAt: new Date(lastSeenAt),
  };
}

export function subjectDetail(record: CertificateSubjectRecord): SubjectDetail {
  return {
    ...subjectSummary(record),
    credentials: record.certificates.map(({ seenAt, serialNumber, issuer, certificate, hasFailed }) => ({
      seenAt: new Date(seenAt),
      serialNumber,
      issuer,
      enabled: ENABLED,
      x509CertificateData: certificate,
      failed: hasFailed,
    })),
    instanceProperties: record.properties.map(({ seenAt, properties, hasFailed }) => ({
      seenAt: new Date(seenAt),
      properties,
      failed: hasFailed,
    })),
  };
}
