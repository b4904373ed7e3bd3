import type { DenialPruning } from "../src/records/denial.ts";

interface Placed {
  readonly total: number;
  readonly at: number;
}

/** What is left of records that are pruned: the oldest go by each of two orders, one after the other. */
export function pruned<Item extends Placed>(
  items: readonly Item[],
  { upToTotal, before, limit }: DenialPruning,
): readonly Item[] {
  const without = (from: readonly Item[], order: keyof Placed, goes: (item: Item) => boolean) => {
    const gone = from
      .filter(goes)
      .toSorted((a, b) => a[order] - b[order])
      .slice(0, limit);
    return from.filter((item) => !gone.includes(item));
  };
  const byTotal = without(items, "total", ({ total }) => total <= upToTotal);
  return without(byTotal, "at", ({ at }) => at < before);
}
