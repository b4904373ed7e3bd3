import type { On } from "@rolecall/operations";
import type { AccountDetailsRecord } from "@rolecall/store";
import { detailsOf } from "../details.ts";
import { anAccount, type FoundAccount, type NamesAccount } from "../on.ts";

interface Found extends FoundAccount {
  readonly details: AccountDetailsRecord;
}

/** The account's details too: the letter goes to the number that the transaction saw. */
export const accountWithDetails: On<NamesAccount, Found, AccountDetailsRecord> = {
  async find(call) {
    const found = await anAccount.find(call);
    return { ...found, details: await detailsOf(call.tx, found.accountId) };
  },
  permission: (call, found) => anAccount.permission(call, found),
  take(found, call) {
    anAccount.take(found, call);
    return found.details;
  },
};
