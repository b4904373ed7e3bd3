import type { Call } from "@rolecall/operations";
import type { OrganizationRecord, WriteTransaction } from "@rolecall/store";
import { ORGANIZATIONS_QUOTAS } from "../quotas.ts";
import { forgetLongClosed } from "./closed-member.ts";

type Asking = Pick<Call<unknown, WriteTransaction>, "tx" | "env" | "now">;

/**
 * Whether one more account fits. Accounts that are being created and open invitations count, closed accounts for 90 days.
 * Source: Organizations User Guide, "Quotas and service limits", "Default maximum number of accounts".
 */
export async function hasRoomForAccount(asking: Asking, organization: OrganizationRecord): Promise<boolean> {
  const { tx, env, now } = asking;
  const { Accounts: limit } = ORGANIZATIONS_QUOTAS.of(env);
  if ((await countAccounts(asking, organization)) < limit) return true;
  await forgetLongClosed(tx, organization, now);
  return (await countAccounts(asking, organization)) < limit;
}

async function countAccounts({ tx, now }: Asking, { id }: OrganizationRecord): Promise<number> {
  const [members, creations, invitations] = await Promise.all([
    tx.organizationMembers.count(id),
    tx.accountCreations.countInProgress(id),
    tx.handshakes.open(id, "INVITE", now),
  ]);
  return members + creations + invitations.length;
}
