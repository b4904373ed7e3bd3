/**
 * A closed account stays in its organization for 90 days: it is listed, counts, and cannot be removed.
 * Source: Organizations User Guide, "Closing a member account in an organization"; Account Management guide, "Closed period".
 */
import type { EpochMilliseconds, OrganizationRecord, Page, WriteTransaction } from "@rolecall/store";
import type { Member } from "./member.ts";

const CLOSED_MEMBER_MS = 90 * 24 * 3600 * 1000;

export function isLongClosed(
  { closedAt }: { readonly closedAt?: EpochMilliseconds },
  now: EpochMilliseconds,
): boolean {
  return closedAt !== undefined && closedAt + CLOSED_MEMBER_MS <= now;
}

/** Lists pass over members that were closed long ago, so that a page may be shorter than asked for. */
export function withoutLongClosed(page: Page<Member>, now: EpochMilliseconds): Page<Member> {
  return { ...page, items: page.items.filter(({ account }) => !isLongClosed(account, now)) };
}

/** They are taken out where the organization is to be counted. */
export async function forgetLongClosed(
  tx: WriteTransaction,
  { id }: OrganizationRecord,
  now: EpochMilliseconds,
): Promise<void> {
  for (const closed of await tx.organizationMembers.closed(id)) {
    if (isLongClosed(closed, now)) await tx.organizationMembers.delete(closed.accountId);
  }
}
