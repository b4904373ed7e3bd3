import { anything } from "@rolecall/operations";
import { iam } from "../define.ts";
import { iamError } from "../error.ts";
import { callersAccount } from "./account-record.ts";

export const deleteAccountAlias = iam.write("DeleteAccountAlias", {
  on: anything,
  perform: async ({ call }) => {
    const { alias, ...account } = await callersAccount(call);
    if (alias !== call.input.AccountAlias) {
      throw iamError("NoSuchEntity", `The account alias ${call.input.AccountAlias} cannot be found.`);
    }
    await call.tx.accounts.update(account);
    return {};
  },
});
