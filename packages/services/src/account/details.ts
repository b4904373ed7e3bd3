import type { AccountId } from "@rolecall/names";
import type { AccountDetailsRecord, ReadTransaction } from "@rolecall/store";

/** What is kept of an account besides its name and e-mail; of which nothing was put yet, nothing. */
export async function detailsOf(tx: ReadTransaction, accountId: AccountId): Promise<AccountDetailsRecord> {
  return (await tx.accountDetails.ofAccount(accountId)) ?? { accountId, alternateContacts: {}, regions: {} };
}
