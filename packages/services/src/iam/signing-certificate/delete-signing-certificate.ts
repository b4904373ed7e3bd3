import { identityOf } from "../access-key/key-owner.ts";
import { iam } from "../define.ts";
import { userOrRoot } from "../on.ts";
import { existingCertificate } from "./existing-certificate.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteSigningCertificate.html */
export const deleteSigningCertificate = iam.write("DeleteSigningCertificate", {
  on: userOrRoot,
  perform: async ({ call: { input, tx }, target }) => {
    const { accountId, id } = await existingCertificate(tx, identityOf(target), input.CertificateId);
    await tx.signingCertificates.delete(accountId, id);
    return {};
  },
});
