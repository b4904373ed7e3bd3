import { iam } from "../define.ts";
import { user } from "../on.ts";
import { existingKey } from "./existing-key.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteSSHPublicKey.html */
export const deleteSshPublicKey = iam.write("DeleteSSHPublicKey", {
  on: user,
  perform: async ({ call: { input, tx }, target: user }) => {
    const { accountId, id } = await existingKey(tx, user, input.SSHPublicKeyId);
    await tx.sshPublicKeys.delete(accountId, id);
    return {};
  },
});
