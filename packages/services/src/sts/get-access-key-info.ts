/** GetAccessKeyInfo. Source: STS API Reference, GetAccessKeyInfo. */

import { accountOfAccessKeyId, isAccessKeyId } from "@rolecall/names";
import { anything, commonError } from "@rolecall/operations";
import { sts } from "./define.ts";

export const getAccessKeyInfo = sts.read("GetAccessKeyInfo", {
  on: anything,
  async perform({ call: { input, tx } }) {
    const { AccessKeyId: id } = input;
    // A seed may give a key an id that does not carry its account.
    const record = isAccessKeyId(id) ? await tx.accessKeys.byId(id) : undefined;
    const account = record?.accountId ?? accountOfAccessKeyId(id);
    if (account === undefined) throw commonError("validationError", `Invalid Access Key ID: ${id}`);
    return { Account: account };
  },
});
