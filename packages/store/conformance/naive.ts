/** What naive families have in common. */
import { StoreError } from "../src/errors.ts";
import type { EntityRecord } from "../src/records/entity.ts";
import type { AccountId, UniqueId } from "../src/records/identifier.ts";
import type { OwnerKind } from "../src/records/owner.ts";
import type { Page, PageRequest } from "../src/records/page.ts";
import type { NaiveState } from "./family-under-test.ts";

export function refuse(isWrong: boolean): void {
  if (isWrong) throw new StoreError("conflict", "the naive store refuses");
}

interface Owner {
  readonly accountId: AccountId;
  readonly ownerKind: OwnerKind | "root";
  readonly ownerId: UniqueId;
}

export function requireOwner(state: NaiveState, { accountId, ownerKind, ownerId }: Owner): void {
  const isRoot = (ownerId as string) === accountId && state.accounts.some((each) => each.id === accountId);
  const owners: readonly EntityRecord[] = ownerKind === "root" ? [] : state[`${ownerKind}s`];
  const isThere = owners.some((each) => each.id === ownerId && each.accountId === accountId);
  refuse(ownerKind === "root" ? !isRoot : !isThere);
}

export function pageOf<Item>(
  sorted: readonly Item[],
  { after, limit }: PageRequest,
  keyOf: (item: Item) => string,
): Page<Item> {
  const rest = sorted.filter((item) => after === undefined || keyOf(item) > after);
  const items = rest.slice(0, limit);
  return rest.length > limit ? { items, next: keyOf(items[limit - 1]!) } : { items };
}

/** The names that the model is tested with are ASCII. */
export function nameKey(record: { readonly name: string }): string {
  return record.name.toLowerCase();
}

export function sortBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] {
  return items.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}
