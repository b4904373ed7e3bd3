import { statusToSet } from "../credential-status.ts";
import { iam } from "../define.ts";
import { user } from "../on.ts";
import { existingKey } from "./existing-key.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateSSHPublicKey.html */
export const updateSshPublicKey = iam.write("UpdateSSHPublicKey", {
  on: user,
  perform: async ({ call: { input, tx }, target: user }) => {
    const key = await existingKey(tx, user, input.SSHPublicKeyId);
    await tx.sshPublicKeys.update({ ...key, status: statusToSet(input.Status) });
    return {};
  },
});
