import type { NodeReport } from "./order.ts";

/** A node that is told "all" forgets everything: what was written so long before or after is heard with it. */
const COVERED_MS = 2_500;

/**
 * What was acknowledged to writers and some listener never heard of; `heardByName` is the least share of any listener that was
 * told by itself.
 * @param share of the numbers, of each writer
 */
export function countMissed(
  listeners: readonly NodeReport[],
  { writers, share }: { readonly writers: readonly NodeReport[]; readonly share: number },
) {
  let missed = 0;
  let leastHeard = 1;
  for (const { heard, allToldAtMs } of listeners) {
    let byName = 0;
    let acknowledged = 0;
    for (const [nth, { acknowledgedAtMs }] of writers.entries()) {
      for (const [index, atMs] of acknowledgedAtMs.entries()) {
        if (Number.isNaN(atMs)) continue;
        acknowledged += 1;
        if (heard[nth * share + index] === 1) byName += 1;
        else if (!allToldAtMs.some((toldAtMs) => Math.abs(toldAtMs - atMs) <= COVERED_MS)) missed += 1;
      }
    }
    leastHeard = Math.min(leastHeard, byName / acknowledged);
  }
  const allTold = listeners.reduce((sum, { allToldAtMs }) => sum + allToldAtMs.length, 0);
  return { missed, toldAll: allTold, leastHeardByName: Number(leastHeard.toFixed(4)) };
}
