import type { Call } from "@rolecall/operations";
import type { AccountRecord, ReadTransaction } from "@rolecall/store";

/** The caller's account. @throws Error where it is gone though its caller is not: a bug. */
export async function callersAccount({
  tx,
  caller,
}: Pick<Call<unknown, ReadTransaction>, "tx" | "caller">): Promise<AccountRecord> {
  const account = await tx.accounts.byId(caller.accountId);
  if (account === undefined) throw new Error(`Account ${caller.accountId} is not in the store.`);
  return account;
}
