import { statusToSet } from "../credential-status.ts";
import { iam } from "../define.ts";
import { ownCredential } from "./own-credential.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateServiceSpecificCredential.html */
export const updateServiceSpecificCredential = iam.write("UpdateServiceSpecificCredential", {
  on: ownCredential,
  perform: async ({ call: { input, tx }, target: { credential } }) => {
    await tx.serviceCredentials.update({ ...credential, status: statusToSet(input.Status) });
    return {};
  },
});
