import type { AccountOperations } from "@rolecall/contracts";
import type { Call, On } from "@rolecall/operations";
import type { AccountRecord, ReadTransaction } from "@rolecall/store";
import { account } from "../define.ts";
import { accountError } from "../error.ts";
import { anAccount, type FoundAccount, type NamesAccount } from "../on.ts";

type Input = AccountOperations["GetGovCloudAccountInformation"]["input"];

/** It calls the account by another name than the others do. */
const standardAccount: On<Input, FoundAccount, AccountRecord> = {
  find: (call) => anAccount.find(named(call)),
  permission: (call, found) => anAccount.permission(named(call), found),
  take: (found, call) => anAccount.take(found, named(call)),
};

function named(call: Call<Input, ReadTransaction>): Call<NamesAccount, ReadTransaction> {
  return { ...call, input: { AccountId: call.input.StandardAccountId } };
}

/**
 * Rolecall has one partition: no account is linked to one of GovCloud.
 * https://docs.aws.amazon.com/accounts/latest/reference/API_GetGovCloudAccountInformation.html
 */
export const getGovCloudAccountInformation = account.read("GetGovCloudAccountInformation", {
  on: standardAccount,
  perform: async ({ target }) => {
    throw accountError(
      "ResourceNotFoundException",
      `No GovCloud account is linked to the account ${target.id}.`,
    );
  },
});
