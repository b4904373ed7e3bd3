import type { Line } from "./tree-lines.ts";

/** In CSS pixels, from the upper left of the picture. */
export interface Place {
  readonly line: Line;
  readonly x: number;
  /** Of its middle. */
  readonly y: number;
  readonly width: number;
}

export interface TreeLayout {
  readonly places: readonly Place[];
  readonly width: number;
  readonly height: number;
}

const ROW = 27;
const COLUMN = 158;
const UNIT_WIDTH = 132;
const LEAF_WIDTH = 220;

/**
 * Where each line stands: units in columns by their depth, accounts all in the last one, so that their names read as one list. What holds
 * others stands in the middle of them.
 */
export function layOutTree(lines: readonly Line[]): TreeLayout {
  const unitDepth = Math.max(...lines.map(({ node, depth }) => (isLeaf(node.kind) ? 0 : depth)));
  const rows = new Map<string, number>();
  const inside = new Map<string | undefined, number[]>();
  let next = 0;
  // From the end: what stands in a node has its row by then. The rows are counted from below.
  for (const line of lines.toReversed()) {
    const [first, ...others] = inside.get(line.node.id) ?? [];
    const row = first === undefined ? next++ : (first + (others.at(-1) ?? first)) / 2;
    rows.set(line.node.id, row);
    const beside = inside.get(line.parent);
    if (beside === undefined) inside.set(line.parent, [row]);
    else beside.push(row);
  }
  const places = lines.map((line) => {
    const isAccount = isLeaf(line.node.kind);
    return {
      line,
      x: (isAccount ? unitDepth + 1 : line.depth) * COLUMN,
      y: (next - 1 - (rows.get(line.node.id) ?? 0)) * ROW + ROW / 2,
      width: isAccount ? LEAF_WIDTH : UNIT_WIDTH,
    };
  });
  return { places, width: (unitDepth + 1) * COLUMN + LEAF_WIDTH, height: next * ROW };
}

function isLeaf(kind: Line["node"]["kind"]): boolean {
  return kind === "account" || kind === "bundle";
}

/** A line from what holds to what is held: across, down or up, across. */
export function pathBetween(from: Place, to: Place): string {
  const turn = from.x + from.width + (COLUMN - UNIT_WIDTH) / 2;
  return `M${from.x + from.width} ${from.y}H${turn}V${to.y}H${to.x}`;
}
