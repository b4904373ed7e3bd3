/** GetAccessKeyInfo. Source: STS API Reference, GetAccessKeyInfo. */
import { accountOfAccessKeyId } from "@rolecall/credentials";
import type { AccessKeyId } from "@rolecall/store";
import { sts } from "./define.ts";
import { validationError } from "./error.ts";

export const getAccessKeyInfo = sts.read("GetAccessKeyInfo", {
  async resolve({ input, tx }) {
    // A seed may give a key an id that does not carry its account.
    const record = await tx.accessKeys.byId(input.AccessKeyId as AccessKeyId);
    return record?.accountId ?? accountOfAccessKeyId(input.AccessKeyId);
  },
  requires: () => [{ action: "sts:GetAccessKeyInfo", resource: "*" }],
  async perform({ call, target }) {
    if (target === undefined) throw validationError(`Invalid Access Key ID: ${call.input.AccessKeyId}`);
    return { Account: target };
  },
});
