import { certificateTime, readCertificate, signingCertificateId } from "@rolecall/credentials";
import type { SigningCertificateRecord } from "@rolecall/store";
import { identityOf, type OwnerIdentity } from "../access-key/key-owner.ts";
import { iam } from "../define.ts";
import { iamError } from "../error.ts";
import { userOrRoot } from "../on.ts";
import { checkQuota } from "../quotas.ts";
import { certificateToWire } from "./signing-certificate-shape.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UploadSigningCertificate.html */
export const uploadSigningCertificate = iam.write("UploadSigningCertificate", {
  on: userOrRoot,
  perform: async ({ call: { input, caller, tx, env, now }, target }) => {
    const owner = identityOf(target);
    const id = readId(input.CertificateBody, now);
    const same = await tx.signingCertificates.byId(caller.accountId, id);
    if (same !== undefined) return { Certificate: showAgain(owner, same) };
    const present = await tx.signingCertificates.ofOwner(owner.id);
    checkQuota(env, "SigningCertificatesPerUser", present.length);
    const certificate: SigningCertificateRecord = {
      id,
      accountId: caller.accountId,
      ownerKind: target.kind,
      ownerId: owner.id,
      body: input.CertificateBody,
      status: "Active",
      createdAt: now,
    };
    await tx.signingCertificates.insert(certificate);
    return { Certificate: certificateToWire(owner, certificate) };
  },
});

/**
 * One that has expired is malformed too, as AWS sees it (recorded). One that is not valid yet is treated so without a source.
 * @throws MalformedCertificate
 */
function readId(body: string, nowMs: number): string {
  const certificate = readCertificate(body);
  if (certificate !== undefined && certificateTime(certificate, nowMs) === "valid")
    return signingCertificateId(certificate);
  throw iamError("MalformedCertificate", `Certificate ${body} is malformed.`);
}

/**
 * Who uploads a certificate of its own again is answered as the first time: as active, even where it was deactivated and stays so
 * (recorded).
 * @throws DuplicateCertificate where it is another's
 */
function showAgain(owner: OwnerIdentity, certificate: SigningCertificateRecord) {
  if (certificate.ownerId !== owner.id)
    throw iamError("DuplicateCertificate", "Duplicate certificate uploaded.");
  return certificateToWire(owner, { ...certificate, status: "Active" });
}
