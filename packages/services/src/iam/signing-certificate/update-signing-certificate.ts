import { identityOf } from "../access-key/key-owner.ts";
import { statusToSet } from "../credential-status.ts";
import { iam } from "../define.ts";
import { userOrRoot } from "../on.ts";
import { existingCertificate } from "./existing-certificate.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateSigningCertificate.html */
export const updateSigningCertificate = iam.write("UpdateSigningCertificate", {
  on: userOrRoot,
  perform: async ({ call: { input, tx }, target }) => {
    const certificate = await existingCertificate(tx, identityOf(target), input.CertificateId);
    await tx.signingCertificates.update({ ...certificate, status: statusToSet(input.Status) });
    return {};
  },
});
