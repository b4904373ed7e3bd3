import { anything } from "@rolecall/operations";
import { iam } from "../define.ts";
import { iamError } from "../error.ts";
import { callersAccount } from "./account-record.ts";

export const deleteAccountPasswordPolicy = iam.write("DeleteAccountPasswordPolicy", {
  on: anything,
  perform: async ({ call }) => {
    const { passwordPolicy, ...account } = await callersAccount(call);
    if (passwordPolicy === undefined) {
      throw iamError("NoSuchEntity", "The account policy with name PasswordPolicy cannot be found.");
    }
    await call.tx.accounts.update(account);
    return {};
  },
});
