import { account } from "../define.ts";
import { anAccount } from "../on.ts";

/** https://docs.aws.amazon.com/accounts/latest/reference/API_GetPrimaryEmail.html */
export const getPrimaryEmail = account.read("GetPrimaryEmail", {
  on: anAccount,
  perform: async ({ target }) => ({ PrimaryEmail: target.email }),
});
