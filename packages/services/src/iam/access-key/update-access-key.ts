import { statusToSet } from "../credential-status.ts";
import { iam } from "../define.ts";
import { userOrRoot } from "../on.ts";
import { keyOf } from "./key-owner.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAccessKey.html */
export const updateAccessKey = iam.write("UpdateAccessKey", {
  on: userOrRoot,
  perform: async ({ call: { input, tx }, target }) => {
    const key = await keyOf(tx, target, input.AccessKeyId);
    await tx.accessKeys.setStatus(key.id, statusToSet(input.Status));
    return {};
  },
});
