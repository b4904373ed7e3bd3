import type { Call } from "@rolecall/operations";
import type { OrganizationMemberRecord, WriteTransaction } from "@rolecall/store";
import { withdrawApproval } from "./all-features.ts";

/** Ends a membership. What was asked of the account, to enable all features, is asked no more. */
export async function departOrganization(
  call: Pick<Call<unknown, WriteTransaction>, "tx" | "now">,
  { accountId, organizationId }: OrganizationMemberRecord,
): Promise<void> {
  await call.tx.organizationMembers.delete(accountId);
  await withdrawApproval(call, organizationId, accountId);
}
