import { iam } from "../define.ts";
import { serverCertificate } from "../on.ts";

/**
 * Nothing of Rolecall's uses one, so that it is never in the way of who deletes it.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteServerCertificate.html
 */
export const deleteServerCertificate = iam.write("DeleteServerCertificate", {
  on: serverCertificate,
  perform: async ({ call: { tx }, target }) => {
    await tx.serverCertificates.delete(target.id);
    return {};
  },
});
