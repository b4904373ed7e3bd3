/** Places of the picture in CSS pixels, and the lines between them. */
import { PERMISSION, type PlacedLink, type PlacedNode, type WaysLayout } from "./lay-out-ways.ts";

export const NODE_WIDTH = 180;
export const NODE_HEIGHT = 48;
/** From column to column, as narrow as it is read, and as wide as it is one picture. */
const PITCH_MIN = 294;
const PITCH_MAX = 384;
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

interface Cell {
  readonly column: number;
  readonly row: number;
}

/** From column to column, where there is so much room. */
export function pitchOf({ column }: WaysLayout, room: number): number {
  return Math.max(PITCH_MIN, Math.min(PITCH_MAX, (room - NODE_WIDTH) / column));
}

/** Of a node's upper left corner. */
export function cornerOf({ column, row }: Cell, pitch: number): Point {
  return { x: column * pitch, y: HEAD + row * ROW };
}

export function sizeOf(
  { column, order }: WaysLayout,
  pitch: number,
): { readonly width: number; readonly height: number } {
  return { width: column * pitch + NODE_WIDTH, height: HEAD + Math.max(1, order.length) * ROW };
}

export interface DrawnLink {
  readonly path: string;
  /** Of the middle of what is written on it, and how wide that may be. */
  readonly label: Point;
  readonly labelWidth: number;
  /** The arrow's point. */
  readonly end: Point;
}

/** @param ends what it leads from and to; the permission stands where the layout says */
export function drawLink(
  layout: WaysLayout,
  link: PlacedLink,
  [from, to]: readonly [PlacedNode, PlacedNode | undefined],
  pitch: number,
): DrawnLink {
  const start = rightOf(from, pitch);
  const isLast = link.to === PERMISSION;
  const end = leftOf(to ?? layout, pitch);
  const lane = leftOf({ column: 0, row: link.row }, pitch).y;
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
  const labelEnd = isLast ? reach : Math.min(reach, leave + pitch - NODE_WIDTH - 2 * TURN);
  return {
    path: roundedPath(points),
    label: { x: (leave + labelEnd) / 2, y: lane },
    labelWidth: Math.max(0, labelEnd - leave - 4),
    end,
  };
}

/** The side of a node where lines leave it. */
function rightOf(place: Cell, pitch: number): Point {
  const { x, y } = leftOf(place, pitch);
  return { x: x + NODE_WIDTH, y };
}

/** The side where they arrive. */
function leftOf(place: Cell, pitch: number): Point {
  const { x, y } = cornerOf(place, pitch);
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
