import type { Call } from "@rolecall/operations";
import type { OrganizationMemberRecord, OrganizationRecord, ReadTransaction } from "@rolecall/store";

/** Where the caller's account stands. */
export interface CallerPlace {
  readonly organization: OrganizationRecord;
  readonly member: OrganizationMemberRecord;
  readonly isManagement: boolean;
}

/** Undefined where the account is in no organization. */
export async function placeOfCaller({
  caller,
  tx,
}: Pick<Call<unknown, ReadTransaction>, "caller" | "tx">): Promise<CallerPlace | undefined> {
  const member = await tx.organizationMembers.ofAccount(caller.accountId);
  if (member === undefined) return undefined;
  const organization = await tx.organizations.byId(member.organizationId);
  if (organization === undefined) throw new Error(`${member.organizationId} has a member and no record.`);
  return { organization, member, isManagement: organization.managementAccountId === caller.accountId };
}
