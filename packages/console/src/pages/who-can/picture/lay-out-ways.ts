/** Where everything of the picture stands: columns by the distance to the permission, rows by barycentre. */

/** A way, as far as places go. */
export interface Lane {
  readonly id: string;
  /** Who takes it. */
  readonly who: string;
  /** What it goes through, in order. */
  readonly stops: readonly string[];
}

export interface PlacedNode {
  readonly id: string;
  /** As the ways name it. */
  readonly name: string;
  readonly column: number;
  readonly row: number;
  /** The ways through it, in their order. */
  readonly lanes: readonly string[];
}

export interface PlacedLink {
  readonly id: string;
  readonly from: string;
  /** `PERMISSION` of the last one. */
  readonly to: string;
  /** Where it runs between the columns: nothing else stands there. */
  readonly row: number;
  /** The way, and which of its links it is. */
  readonly lane: string;
  readonly index: number;
}

export interface WaysLayout {
  /** Ways by id, from above. */
  readonly order: readonly string[];
  readonly nodes: readonly PlacedNode[];
  readonly links: readonly PlacedLink[];
  /** Of the permission. */
  readonly column: number;
  readonly row: number;
}

export const PERMISSION = "permission";

const SWEEPS = 8;

/** INVARIANT: of equal ways the same comes out; no two nodes stand on one another, and no line runs through a node. */
export function layOutWays(lanes: readonly Lane[]): WaysLayout {
  const depth = Math.max(0, ...lanes.map(({ stops }) => stops.length));
  const ordered = orderLanes(lanes.map((lane) => ({ lane, nodes: nodesOf(lane, depth) })));
  const rows = new Map(ordered.map(({ lane }, row) => [lane.id, row]));
  const nodes = placeNodes(ordered, rows);
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const row = nearest(
    ordered.map((_, at) => at),
    (ordered.length - 1) / 2,
  );
  return {
    order: ordered.map(({ lane }) => lane.id),
    nodes,
    links: ordered.flatMap((each) => linksOf(each, rows, byId)),
    column: depth + 1,
    row,
  };
}

interface NodeKey {
  readonly id: string;
  readonly name: string;
  readonly column: number;
}

interface PlannedLane {
  readonly lane: Lane;
  readonly nodes: readonly NodeKey[];
}

/** Who stands first, the last stop right before the permission. What ways go through at another distance is another node. */
function nodesOf({ who, stops }: Lane, depth: number): readonly NodeKey[] {
  const first = depth - stops.length + 1;
  const columns = [0, ...stops.map((_, at) => first + at)];
  return [who, ...stops].map((name, at) => {
    const column = columns[at] ?? 0;
    return { id: `${column} ${name}`, name, column };
  });
}

/** Sweeps ways towards the middle of what they go through; the order with the shortest lines is kept, the first of equals. */
function orderLanes(lanes: readonly PlannedLane[]): readonly PlannedLane[] {
  let best = lanes;
  let current = lanes;
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const rows = rowsOf(current);
    // What one way alone goes through moves with it, and pulls nowhere.
    const keys = new Map(
      current.map((each, row) => {
        const shared = each.nodes.map(({ id }) => rows.get(id) ?? []).filter(({ length }) => length > 1);
        return [each, shared.length === 0 ? row : mean(shared.map(mean))];
      }),
    );
    current = current.toSorted((one, other) => (keys.get(one) ?? 0) - (keys.get(other) ?? 0));
    if (lengthOf(current) < lengthOf(best)) best = current;
  }
  return best;
}

/** The rows of the ways through each node. */
function rowsOf(lanes: readonly PlannedLane[]): ReadonlyMap<string, readonly number[]> {
  const rows = new Map<string, number[]>();
  for (const [row, { nodes }] of lanes.entries())
    for (const { id } of nodes) {
      const known = rows.get(id);
      if (known === undefined) rows.set(id, [row]);
      else known.push(row);
    }
  return rows;
}

/** How far apart the ways through one node are, of all nodes together. */
function lengthOf(lanes: readonly PlannedLane[]): number {
  return [...rowsOf(lanes).values()].reduce((sum, rows) => sum + (rows.at(-1) ?? 0) - (rows[0] ?? 0), 0);
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0) / Math.max(1, numbers.length);
}

/** The row that is nearest to where it should be; the upper one of two. */
function nearest(rows: readonly number[], wanted: number): number {
  return rows.reduce(
    (found, row) => (Math.abs(row - wanted) < Math.abs(found - wanted) ? row : found),
    rows[0] ?? 0,
  );
}

/** Each on a row of one of its ways, which has no other node in that column. */
function placeNodes(lanes: readonly PlannedLane[], rows: ReadonlyMap<string, number>): readonly PlacedNode[] {
  const found = new Map<string, NodeKey & { readonly lanes: string[] }>();
  for (const { lane, nodes } of lanes)
    for (const node of nodes) {
      const known = found.get(node.id);
      if (known === undefined) found.set(node.id, { ...node, lanes: [lane.id] });
      else known.lanes.push(lane.id);
    }
  return [...found.values()].map((node) => {
    const own = node.lanes.map((id) => rows.get(id) ?? 0);
    return { ...node, row: nearest(own, mean(own)) };
  });
}

/** To the next column straight into what is there; past columns on the way's own row; the last ones from where they begin. */
function linksOf(
  { lane, nodes }: PlannedLane,
  rows: ReadonlyMap<string, number>,
  byId: ReadonlyMap<string, PlacedNode>,
): readonly PlacedLink[] {
  return nodes.map((node, index) => {
    const next = nodes[index + 1];
    const from = byId.get(node.id)!;
    const isSide = next !== undefined && next.column === node.column + 1;
    const own = rows.get(lane.id) ?? 0;
    const isLastStop = next === undefined && index > 0;
    const row = isSide ? (byId.get(next.id)?.row ?? own) : isLastStop ? from.row : own;
    return {
      id: `${lane.id} ${index}`,
      from: node.id,
      to: next?.id ?? PERMISSION,
      row,
      lane: lane.id,
      index,
    };
  });
}

/** As many ways, from the first, as come to no more than so many nodes, the permission among them. */
export function fitNodes<Way>(
  ways: readonly Way[],
  laneOf: (way: Way) => Lane,
  nodesMax: number,
): readonly Way[] {
  const names = new Set<string>();
  const fitting: Way[] = [];
  for (const way of ways) {
    const { who, stops } = laneOf(way);
    const depths = stops.map((name, at) => `${stops.length - at} ${name}`);
    const next = names.union(new Set([`who ${who}`, ...depths]));
    if (next.size + 1 > nodesMax || fitting.length >= nodesMax) continue;
    for (const name of next) names.add(name);
    fitting.push(way);
  }
  return fitting;
}
