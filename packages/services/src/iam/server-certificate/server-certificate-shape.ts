import type { ServerCertificateMetadata } from "@rolecall/contracts/iam";
import { formatArn } from "@rolecall/names";
import type { ListedServerCertificate } from "@rolecall/store";

export function serverCertificateToWire(certificate: ListedServerCertificate): ServerCertificateMetadata {
  return {
    Path: certificate.path,
    ServerCertificateName: certificate.name,
    ServerCertificateId: certificate.id,
    Arn: formatArn("server-certificate", certificate),
    UploadDate: new Date(certificate.createdAt),
    Expiration: new Date(certificate.expiresAt),
  };
}
