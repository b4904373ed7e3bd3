import { iam } from "../define.ts";
import { keyOf, keyOwner, onKeyOwner } from "./key-owner.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteAccessKey.html */
export const deleteAccessKey = iam.write("DeleteAccessKey", {
  resolve: keyOwner,
  requires: (call, owner) => [onKeyOwner(call, "iam:DeleteAccessKey", owner)],
  perform: async ({ call: { input, tx }, target }) => {
    const key = await keyOf(tx, target, input.AccessKeyId);
    await tx.accessKeys.delete(key.id);
    return {};
  },
});
