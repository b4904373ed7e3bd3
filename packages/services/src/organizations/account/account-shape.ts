import type { Account } from "@rolecall/contracts/organizations";
import type { ParentId } from "@rolecall/names";
import type { OrganizationRecord, ReadTransaction } from "@rolecall/store";
import { accountToWire } from "../shape/account-shape.ts";
import { pathOfParent } from "../subject/entity-path.ts";
import type { Member } from "../subject/member.ts";

/** Accounts with their paths. Those of one page often stand under the same parents: each is looked up once. */
export async function accountsToWire(
  tx: ReadTransaction,
  organization: OrganizationRecord,
  members: readonly Member[],
): Promise<readonly Account[]> {
  const paths = new Map<ParentId, string>();
  const shown: Account[] = [];
  for (const each of members) {
    const { parentId } = each.member;
    const path = paths.get(parentId) ?? (await pathOfParent(tx, organization, parentId));
    paths.set(parentId, path);
    shown.push({ ...accountToWire(organization, each), Paths: [`${path}${each.account.id}/`] });
  }
  return shown;
}
