import { account } from "../define.ts";
import { anAccount } from "../on.ts";

/** https://docs.aws.amazon.com/accounts/latest/reference/API_PutAccountName.html */
export const putAccountName = account.write("PutAccountName", {
  on: anAccount,
  perform: async ({ call: { input, tx }, target }) => {
    await tx.accounts.update({ ...target, name: input.AccountName });
    return {};
  },
});
