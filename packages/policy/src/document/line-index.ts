import type { Span } from "./span.ts";

/** Lines of a text, from 1, both included. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}

/**
 * Tells on which lines of a document something stands. The text is read once, however many places are asked for; a line ends
 * with LF, CRLF or a lone CR, as for `locate`.
 */
export function indexLines(text: string): (span: Span) => LineRange {
  const starts = [0];
  for (const { index, 0: end } of text.matchAll(/\r\n|\r|\n/g)) starts.push(index + end.length);
  return ({ start, end }) => ({
    first: lineAt(starts, start),
    last: lineAt(starts, Math.max(start, end - 1)),
  });
}

/** How many lines begin at or before an offset. */
function lineAt(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle]! <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
