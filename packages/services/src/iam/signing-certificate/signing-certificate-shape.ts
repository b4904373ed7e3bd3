import type { SigningCertificate } from "@rolecall/contracts/iam";
import type { SigningCertificateRecord } from "@rolecall/store";
import type { OwnerIdentity } from "../access-key/key-owner.ts";

/** The contract requires a UserName, which the root user has not. */
export function certificateToWire(
  { userName }: OwnerIdentity,
  certificate: SigningCertificateRecord,
): SigningCertificate {
  const shown: Omit<SigningCertificate, "UserName"> = {
    ...(userName !== undefined && { UserName: userName }),
    CertificateId: certificate.id,
    CertificateBody: certificate.body,
    Status: certificate.status,
    UploadDate: new Date(certificate.createdAt),
  };
  return shown as SigningCertificate;
}
