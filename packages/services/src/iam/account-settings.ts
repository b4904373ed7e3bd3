import type { Call } from "@rolecall/operations";
import type { AccountSettingsRecord, ReadTransaction, WriteTransaction } from "@rolecall/store";

/** What is kept of the caller's account besides its users, groups, roles and policies. */
export async function settingsOf({
  tx,
  caller: { accountId },
  now,
}: Pick<Call<unknown, ReadTransaction>, "tx" | "caller" | "now">): Promise<AccountSettingsRecord> {
  return (await tx.accountSettings.ofAccount(accountId)) ?? { accountId, properties: {}, updatedAt: now };
}

/** Changes some of it. */
export async function changeSettings(
  call: Pick<Call<unknown, WriteTransaction>, "tx" | "caller" | "now">,
  change: Partial<AccountSettingsRecord>,
): Promise<void> {
  await call.tx.accountSettings.put({ ...(await settingsOf(call)), ...change, updatedAt: call.now });
}
