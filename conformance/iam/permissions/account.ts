import { iamFamily } from "../stage.ts";

const AccountAlias = "permissions-alias";

export const family = iamFamily({
  prepare: async () => undefined,
  rows: {
    CreateAccountAlias: { input: { AccountAlias } },
    ListAccountAliases: { input: {} },
    DeleteAccountAlias: { input: { AccountAlias } },
    UpdateAccountPasswordPolicy: { input: { MinimumPasswordLength: 8 } },
    GetAccountPasswordPolicy: { input: {} },
    DeleteAccountPasswordPolicy: { input: {} },
    GetAccountSummary: { input: {} },
    GetAccountAuthorizationDetails: { input: {} },
  },
});
