import type { EpochMilliseconds, OrganizationMemberRecord, Page, ReadTransaction } from "@rolecall/store";
import { isLongClosed } from "./closed-member.ts";
import type { Member } from "./member.ts";

/** The accounts of members; those that were closed long ago are passed over, so that a page may be shorter than asked for. */
export async function listMembers(
  { tx, now }: { readonly tx: ReadTransaction; readonly now: EpochMilliseconds },
  page: Page<OrganizationMemberRecord>,
): Promise<Page<Member>> {
  const items: Member[] = [];
  for (const member of page.items) {
    const account = await tx.accounts.byId(member.accountId);
    if (account === undefined) throw new Error(`The member ${member.accountId} has no account.`);
    if (!isLongClosed(account, now)) items.push({ member, account });
  }
  return { ...page, items };
}
