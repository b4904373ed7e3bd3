import { iam } from "../define.ts";
import { iamError } from "../error.ts";
import { userOrRoot } from "../on.ts";
import { keyOf } from "./key-owner.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAccessKey.html */
export const updateAccessKey = iam.write("UpdateAccessKey", {
  on: userOrRoot,
  perform: async ({ call: { input, tx }, target }) => {
    const key = await keyOf(tx, target, input.AccessKeyId);
    // In the contract for answers; nobody can expire a key by asking.
    if (input.Status === "Expired") {
      throw iamError("InvalidInput", "Operation does not support status Expired");
    }
    await tx.accessKeys.setStatus(key.id, input.Status);
    return {};
  },
});
