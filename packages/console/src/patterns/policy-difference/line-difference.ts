/** A line of two texts that are compared. */
export interface DifferenceLine {
  readonly kind: "same" | "removed" | "added";
  readonly text: string;
}

/** Longer texts are shown as removed and added whole: the table of the comparison grows with the product of both. */
const LINES_MAX = 1_500;

/** The longest common subsequence of lines, and what stands in one text alone. */
export function compareLines(before: string, after: string): readonly DifferenceLine[] {
  const a = before.split("\n");
  const b = after.split("\n");
  if (a.length > LINES_MAX || b.length > LINES_MAX)
    return [...a.map(line("removed")), ...b.map(line("added"))];
  const lengths = commonLengths(a, b);
  const lines: DifferenceLine[] = [];
  let [x, y] = [0, 0];
  while (x < a.length && y < b.length) {
    if (a[x] === b[y]) {
      lines.push(line("same")(a[x] ?? ""));
      x++;
      y++;
    } else if (at(lengths, x + 1, y) >= at(lengths, x, y + 1)) lines.push(line("removed")(a[x++] ?? ""));
    else lines.push(line("added")(b[y++] ?? ""));
  }
  return [...lines, ...a.slice(x).map(line("removed")), ...b.slice(y).map(line("added"))];
}

const line = (kind: DifferenceLine["kind"]) => (text: string) => ({ kind, text });

/** How long the longest common subsequence of the rest is, from each place on. */
function commonLengths(a: readonly string[], b: readonly string[]): readonly Uint16Array[] {
  const rows = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let x = a.length - 1; x >= 0; x--) {
    for (let y = b.length - 1; y >= 0; y--) {
      const longest =
        a[x] === b[y] ? at(rows, x + 1, y + 1) + 1 : Math.max(at(rows, x + 1, y), at(rows, x, y + 1));
      const row = rows[x];
      if (row !== undefined) row[y] = longest;
    }
  }
  return rows;
}

const at = (rows: readonly Uint16Array[], x: number, y: number) => rows[x]?.[y] ?? 0;
