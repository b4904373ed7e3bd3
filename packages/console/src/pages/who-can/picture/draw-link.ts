/** Places of the picture in CSS pixels, and the lines between them. */
import { PERMISSION, type PlacedLink, type PlacedNode, type WaysLayout } from "./lay-out-ways.ts";

export const NODE_WIDTH = 180;
export const NODE_HEIGHT = 48;
const COLUMN = 294;
const ROW = 66;
/** Above the first row stands what the columns are. */
const HEAD = 34;
/** Lines turn so far from a node. */
const TURN = 14;
/** All last lines join one, so far before the permission. */
const JOIN = 34;
const CORNER = 8;

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Of a node's upper left corner. */
export function cornerOf({ column, row }: { readonly column: number; readonly row: number }): Point {
  return { x: column * COLUMN, y: HEAD + row * ROW };
}

export function sizeOf({ column, order }: WaysLayout): { readonly width: number; readonly height: number } {
  return { width: column * COLUMN + NODE_WIDTH, height: HEAD + Math.max(1, order.length) * ROW };
}

export interface DrawnLink {
  readonly path: string;
  /** Of the middle of what is written on it, and how wide that may be. */
  readonly label: Point;
  readonly labelWidth: number;
  /** The arrow's point. */
  readonly end: Point;
}

export function drawLink(
  layout: WaysLayout,
  link: PlacedLink,
  from: PlacedNode,
  to: PlacedNode | undefined,
): DrawnLink {
  const start = middleOf(from);
  const isLast = link.to === PERMISSION;
  const end = cornerMiddle(to ?? layout);
  const lane = cornerMiddle({ column: 0, row: link.row }).y;
  const leave = start.x + TURN;
  const reach = isLast ? end.x - JOIN : end.x - TURN;
  const points = [
    start,
    { x: leave, y: start.y },
    { x: leave, y: lane },
    { x: reach, y: lane },
    { x: reach, y: end.y },
    end,
  ];
  // The first column's line, or the last: in between others cross.
  const labelEnd = isLast ? reach : Math.min(reach, leave + COLUMN - NODE_WIDTH - TURN);
  return {
    path: roundedPath(points),
    label: { x: (leave + labelEnd) / 2, y: lane },
    labelWidth: Math.max(0, labelEnd - leave - 4),
    end,
  };
}

/** The right side of a node, where lines leave it. */
function middleOf(place: PlacedNode): Point {
  const { x, y } = cornerOf(place);
  return { x: x + NODE_WIDTH, y: y + NODE_HEIGHT / 2 };
}

/** The left side, where they arrive. */
function cornerMiddle(place: { readonly column: number; readonly row: number }): Point {
  const { x, y } = cornerOf(place);
  return { x, y: y + NODE_HEIGHT / 2 };
}

/** Straight lines with round corners. */
function roundedPath(points: readonly Point[]): string {
  const turns = points.filter((point, at) => at === 0 || !isSame(point, points[at - 1]));
  return turns
    .map((point, at) => {
      const [before, after] = [turns[at - 1], turns[at + 1]];
      if (before === undefined) return `M${point.x} ${point.y}`;
      if (after === undefined) return `L${point.x} ${point.y}`;
      const [one, other] = [towards(point, before), towards(point, after)];
      return `L${one.x} ${one.y}Q${point.x} ${point.y} ${other.x} ${other.y}`;
    })
    .join("");
}

function isSame(one: Point, other: Point | undefined): boolean {
  return one.x === other?.x && one.y === other.y;
}

/** So far from a point towards another as a corner is round; half way where they are near. */
function towards(from: Point, to: Point): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const part = Math.min(CORNER, length / 2) / length;
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
}
