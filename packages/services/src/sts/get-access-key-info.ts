/** GetAccessKeyInfo. Source: STS API Reference, GetAccessKeyInfo. */

import { accountOfAccessKeyId, isAccessKeyId } from "@rolecall/names";
import { commonError } from "@rolecall/operations";
import { sts } from "./define.ts";

export const getAccessKeyInfo = sts.read("GetAccessKeyInfo", {
  async resolve({ input, tx }) {
    // A seed may give a key an id that does not carry its account.
    const { AccessKeyId: id } = input;
    const record = isAccessKeyId(id) ? await tx.accessKeys.byId(id) : undefined;
    return record?.accountId ?? accountOfAccessKeyId(id);
  },
  requires: () => [{ action: "sts:GetAccessKeyInfo", resource: "*" }],
  async perform({ call, target }) {
    if (target === undefined)
      throw commonError("validationError", `Invalid Access Key ID: ${call.input.AccessKeyId}`);
    return { Account: target };
  },
});
