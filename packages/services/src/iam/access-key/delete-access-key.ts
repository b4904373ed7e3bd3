import { iam } from "../define.ts";
import { userOrRoot } from "../on.ts";
import { keyOf } from "./key-owner.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteAccessKey.html */
export const deleteAccessKey = iam.write("DeleteAccessKey", {
  on: userOrRoot,
  perform: async ({ call: { input, tx }, target }) => {
    const key = await keyOf(tx, target, input.AccessKeyId);
    await tx.accessKeys.delete(key.id);
    return {};
  },
});
