import { type HierarchyPointNode, hierarchy, tree as tidyTree } from "d3-hierarchy";
import type { OrganizationTree, TreeUnit } from "../organization-tree.ts";
import type { Card } from "./card.ts";
import { layOutCard } from "./lay-out-card.ts";

/** A card in the picture, its corner in pixels. */
export interface PlacedCard extends Card {
  readonly x: number;
  readonly y: number;
  readonly unitId: string;
  /** Absent at the root. */
  readonly parentId: string | undefined;
}

export interface PlacedTree {
  readonly cards: readonly PlacedCard[];
  readonly width: number;
  readonly height: number;
}

const BETWEEN_CARDS = 18;
const BETWEEN_LEVELS = 56;

interface Node {
  readonly unit: TreeUnit;
  readonly card: Card;
}

/**
 * The root at the left, each level in a column of its own, as wide as its widest card.
 * INVARIANT: no two cards overlap: those of a level stand apart by half of both heights and a gap, and levels by their widths.
 */
export function layOutTree(tree: OrganizationTree): PlacedTree {
  const nodes = hierarchy<Node>(nodeOf(tree, tree.root), ({ unit }) =>
    unit.units.map((inner) => nodeOf(tree, inner)),
  );
  const placed = tidyTree<Node>()
    .nodeSize([1, 1])
    .separation((one, other) => (one.data.card.height + other.data.card.height) / 2 + BETWEEN_CARDS)(nodes);
  const all = placed.descendants();
  const lefts = columnsOf(all);
  const top = Math.min(...all.map((node) => topOf(node)));
  const cards = all.map(
    (node): PlacedCard => ({
      ...node.data.card,
      x: lefts[node.depth]!,
      y: topOf(node) - top,
      unitId: node.data.unit.id,
      parentId: node.parent?.data.unit.id,
    }),
  );
  return {
    cards,
    width: Math.max(...cards.map(({ x, width }) => x + width)),
    height: Math.max(...cards.map(({ y, height }) => y + height)),
  };
}

function nodeOf(tree: OrganizationTree, unit: TreeUnit): Node {
  return { unit, card: layOutCard(tree, unit) };
}

/** d3 draws downwards: its x is our y, the middle of a card. */
function topOf({ x, data }: HierarchyPointNode<Node>): number {
  return x - data.card.height / 2;
}

function columnsOf(nodes: readonly HierarchyPointNode<Node>[]): readonly number[] {
  const widths: number[] = [];
  for (const { depth, data } of nodes) widths[depth] = Math.max(widths[depth] ?? 0, data.card.width);
  const lefts: number[] = [];
  let left = 0;
  for (const width of widths) {
    lefts.push(left);
    left += width + BETWEEN_LEVELS;
  }
  return lefts;
}
