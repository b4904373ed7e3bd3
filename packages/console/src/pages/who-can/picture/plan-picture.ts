/** What the picture shows of the ways: boxes and lines where the layout says, and what of it is lit. */
import type { BundledWay } from "../ways/bundle-ways.ts";
import { type Chain, readChain } from "../ways/read-chain.ts";
import type { WayStep } from "../ways/way.ts";
import { linkWords, shortName, stopKindWords, whoKind, whoName } from "../ways/way-words.ts";
import { cornerOf, drawLink, NODE_HEIGHT, NODE_WIDTH } from "./draw-link.ts";
import { PERMISSION, type PlacedLink, type PlacedNode, type WaysLayout } from "./lay-out-ways.ts";
import type { BoxNode, HeadNode, WayEdge } from "./picture-parts.tsx";

export interface Pictured {
  readonly ways: readonly BundledWay[];
  readonly layout: WaysLayout;
  readonly action: string;
  readonly resource: string;
  readonly ownAccountId: string;
}

/** The way that is lit, and which of its boxes the keys are on. */
interface Lit {
  readonly way: string | undefined;
  readonly box: number | undefined;
}

/** From column to column, in pixels. */
interface Pitched extends Lit {
  readonly pitch: number;
}

const BOX = { width: NODE_WIDTH, height: NODE_HEIGHT, zIndex: 1 } as const;

export function planNodes(pictured: Pictured, lit: Pitched): readonly (BoxNode | HeadNode)[] {
  const { layout, action, resource } = pictured;
  const marked = markedBox(layout, lit);
  const boxes = layout.nodes.map((node): BoxNode => {
    const isLit = lit.way !== undefined && node.lanes.includes(lit.way);
    const words = wordsOf(pictured, node);
    return {
      ...BOX,
      id: node.id,
      type: "box",
      position: cornerOf(node, lit.pitch),
      data: { ...words, isLit, isMarked: node.id === marked },
    };
  });
  const permission: BoxNode = {
    ...BOX,
    id: PERMISSION,
    type: "box",
    position: cornerOf(layout, lit.pitch),
    data: {
      kind: "permission",
      title: action,
      below: resource === "*" ? "anything" : shortResource(resource),
      isLit: lit.way !== undefined,
      isMarked: marked === PERMISSION,
    },
  };
  return [...planHeads(layout, lit.pitch), ...boxes, permission];
}

function markedBox({ links }: WaysLayout, { way, box }: Lit): string | undefined {
  if (way === undefined || box === undefined) return undefined;
  const own = links.filter(({ lane }) => lane === way);
  return own[box]?.from ?? (box === own.length ? PERMISSION : undefined);
}

function wordsOf({ ways, ownAccountId }: Pictured, { column, name, lanes }: PlacedNode) {
  if (column > 0) {
    const kind = name.startsWith("arn:") ? "role" : "service";
    return { kind, title: shortName(name), below: stopKindWords(name, ownAccountId) };
  }
  const { who } = ways.find(({ id }) => id === lanes[0])!;
  const isSeveral = who.kind === "user" && who.principals.length > 1;
  return { kind: isSeveral ? "users" : who.kind, title: whoName(who), below: whoKind(who, ownAccountId) };
}

/** Without what every ARN of the service has: `nordwind-payroll/2026/*`. */
function shortResource(resource: string): string {
  return resource.split(":").slice(5).join(":") || resource;
}

function planHeads({ column }: WaysLayout, pitch: number): readonly HeadNode[] {
  return Array.from({ length: column + 1 }, (_, at) => ({
    id: `head ${at}`,
    type: "head" as const,
    position: { x: cornerOf({ column: at, row: 0 }, pitch).x, y: 0 },
    width: NODE_WIDTH,
    height: 20,
    data: { text: headOf(at, column) },
  }));
}

function headOf(at: number, last: number): string {
  if (at === 0) return "Who";
  if (at === last) return "may";
  return at === last - 1 ? "as this role" : "by way of";
}

/** What several ways have in common is one line; what is lit is drawn last, over the others. */
export function planEdges(pictured: Pictured, lit: Pitched): readonly WayEdge[] {
  const { layout, ways } = pictured;
  const nodes = new Map(layout.nodes.map((node) => [node.id, node]));
  const chains = new Map(ways.map((way) => [way.id, readChain(way)]));
  const lines = Map.groupBy(layout.links, (link) => lineKey(link, stepOf(chains, link).step));
  const edges = [...lines].map(([id, [link, ...others]]): WayEdge => {
    const from = nodes.get(link!.from)!;
    const { step, by } = stepOf(chains, link!);
    const isLit = [link!, ...others].some(({ lane }) => lane === lit.way);
    return {
      id,
      source: link!.from,
      target: link!.to,
      type: "way",
      zIndex: isLit ? 2 : 0,
      data: {
        drawn: drawLink(layout, link!, [from, nodes.get(link!.to)], lit.pitch),
        state: step.State,
        text: linkWords(step, by),
        isLit,
      },
    };
  });
  return edges.toSorted((one, other) => Number(one.data?.isLit) - Number(other.data?.isLit));
}

function stepOf(chains: ReadonlyMap<string, Chain>, { lane, index }: PlacedLink) {
  return chains.get(lane)!.links[index]!;
}

function lineKey({ from, to, row }: PlacedLink, { State, Needs, StoppedBy }: WayStep): string {
  return JSON.stringify([from, to, row, State, Needs, StoppedBy]);
}

/** The ways that a line is of, from what it is called. */
export function waysOfLine({ layout, ways }: Pictured, id: string): readonly string[] {
  const chains = new Map(ways.map((way) => [way.id, readChain(way)]));
  return layout.links
    .filter((link) => lineKey(link, stepOf(chains, link).step) === id)
    .map(({ lane }) => lane);
}
