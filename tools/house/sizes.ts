/** How long the product's files may be, in lines. */
const SIZES = { longest: 300, median: 60, ninetieth: 130 };

/**
 * Data tables that are longer than the longest file, by path: rows without logic, which a split would only scatter.
 * A file stands here only while it is too long.
 */
export const LONG_TABLES: readonly string[] = [
  "packages/store/engines/postgres/statements.ts",
  "packages/store/engines/sqlite/statements.ts",
];

interface SizedFile {
  readonly path: string;
  readonly text: string;
}

/** What is wrong with the lengths of these files; empty where nothing is. */
export function judgeSizes(
  files: readonly SizedFile[],
  longTables: readonly string[] = [],
): readonly string[] {
  const sizes = files
    .map(({ path, text }) => ({ path, lines: countLines(text) }))
    .sort((one, other) => one.lines - other.lines);
  const isLong = ({ lines }: { readonly lines: number }) => lines > SIZES.longest;
  const median = quantile(sizes, 0.5);
  const ninetieth = quantile(sizes, 0.9);
  const told = `(of ${sizes.length} files the median has ${median} lines, nine of ten have at most ${ninetieth})`;
  return [
    ...sizes
      .filter((size) => isLong(size) && !longTables.includes(size.path))
      .map(({ path, lines }) => `${path} has ${lines} lines, more than ${SIZES.longest} ${told}`),
    ...longTables
      .filter((path) => !sizes.some((size) => size.path === path && isLong(size)))
      .map((path) => `${path} is not longer than ${SIZES.longest} lines: take it off LONG_TABLES`),
    ...(median > SIZES.median ? [`the median is more than ${SIZES.median} ${told}`] : []),
    ...(ninetieth > SIZES.ninetieth ? [`the ninetieth is more than ${SIZES.ninetieth} ${told}`] : []),
  ];
}

/** A line ends with its line feed: what stands after the last one is a line only if it holds something. */
function countLines(text: string): number {
  return text.split("\n").length - (text.endsWith("\n") ? 1 : 0);
}

/** The length that this share of the files does not exceed. @param sizes in rising order */
function quantile(sizes: readonly { readonly lines: number }[], share: number): number {
  return sizes[Math.max(0, Math.ceil(sizes.length * share) - 1)]?.lines ?? 0;
}
