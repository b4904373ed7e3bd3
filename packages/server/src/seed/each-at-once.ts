/** What waits for the store waits two seconds at most. */
const AT_ONCE_MAX = 16;

/** For items that do not need one another, so that a store that commits in groups takes them together. */
export async function eachAtOnce<Item>(
  items: readonly Item[] | undefined,
  work: (item: Item, index: number) => Promise<void> | undefined,
): Promise<void> {
  const all = items ?? [];
  for (let first = 0; first < all.length; first += AT_ONCE_MAX) {
    const some = all.slice(first, first + AT_ONCE_MAX);
    const results = await Promise.allSettled(some.map((item, nth) => work(item, first + nth)));
    const failed = results.find((result) => result.status === "rejected");
    if (failed !== undefined) throw failed.reason;
  }
}
