/** More edits than this make another word. */
const EDITS_MAX = 3;

/** The name that was probably meant; undefined where none is near. */
export function nearestName(name: string, known: Iterable<string>): string | undefined {
  const wanted = name.toLowerCase();
  let best: string | undefined;
  // A short name is another word after fewer edits.
  let bestEdits = Math.min(EDITS_MAX, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of known) {
    if (Math.abs(candidate.length - wanted.length) >= bestEdits) continue;
    const edits = countEdits(wanted, candidate.toLowerCase(), bestEdits);
    if (edits >= bestEdits) continue;
    best = candidate;
    bestEdits = edits;
  }
  return best;
}

/** Letters put in, left out, replaced, or two that changed places (optimal string alignment); `limit` where it is not less. */
function countEdits(left: string, right: string, limit: number): number {
  let before: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let at = 0; at < left.length; at++) {
    const next = [at + 1];
    for (let other = 0; other < right.length; other++) {
      const replaced = row[other]! + (left[at] === right[other] ? 0 : 1);
      const isSwapped = left[at] === right[other - 1] && left[at - 1] === right[other];
      const swapped = isSwapped ? before[other - 1]! + 1 : limit;
      next.push(Math.min(replaced, row[other + 1]! + 1, next[other]! + 1, swapped));
    }
    if (Math.min(...row, ...next) >= limit) return limit;
    before = row;
    row = next;
  }
  return Math.min(row[right.length]!, limit);
}
