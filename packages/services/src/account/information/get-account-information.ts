import { account } from "../define.ts";
import { anAccount } from "../on.ts";

/** https://docs.aws.amazon.com/accounts/latest/reference/API_GetAccountInformation.html */
export const getAccountInformation = account.read("GetAccountInformation", {
  on: anAccount,
  perform: async ({ target }) => ({
    AccountId: target.id,
    AccountName: target.name,
    AccountCreatedDate: new Date(target.createdAt),
    AccountState: target.closedAt === undefined ? "ACTIVE" : "CLOSED",
  }),
});
