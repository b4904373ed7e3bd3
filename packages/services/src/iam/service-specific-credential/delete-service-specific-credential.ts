import { iam } from "../define.ts";
import { ownCredential } from "./own-credential.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteServiceSpecificCredential.html */
export const deleteServiceSpecificCredential = iam.write("DeleteServiceSpecificCredential", {
  on: ownCredential,
  perform: async ({ call: { tx }, target: { credential } }) => {
    await tx.serviceCredentials.delete(credential.accountId, credential.id);
    return {};
  },
});
