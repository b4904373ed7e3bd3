/** What is bundled, as far as it matters for who loads what. */
export interface Graph {
  /** The script of the shell. */
  readonly entry: string;
  moduleOf(id: string): GraphModule | undefined;
}

export interface GraphModule {
  readonly imports: readonly string[];
  /** Modules that it loads by `import()`: each is a part, with a chunk of its own. */
  readonly parts: readonly string[];
  readonly bytes: number;
}

/** Modules that are in one file, and the parts that load it. */
interface Chunk {
  readonly modules: readonly string[];
  readonly parts: ReadonlySet<string>;
  readonly bytes: number;
  /** What it was made of: each is needed whole or not at all. */
  readonly pieces: readonly Piece[];
  /** A part that others import too: it has its own file. */
  readonly isPart: boolean;
}

interface Piece {
  readonly parts: ReadonlySet<string>;
  readonly bytes: number;
}

/**
 * What a request is worth: for so many bytes of source (a sixth of it gzipped) that a part would not need, two files become one. On loopback
 * a file costs a browser 4 to 8 ms besides its bytes, and they come through six connections one behind the other.
 */
const BYTES_PER_REQUEST = 40_000;
/** And so much of a file at most is of no use to one part, whatever the others win: an engine is not loaded with a date's format. */
const NEEDLESS_BYTES = 48_000;
/** The frame, which every page needs. */
const FRAME = "frame";

/**
 * Says which modules share a file: those of the shell, and of what several parts need, those that the same parts need, and neighbours
 * where that saves more requests than it wastes bytes. A module that one part alone needs has no name here: it is in the part's own file.
 *
 * INVARIANT: no two files need each other, so that what a module imports has always run before it.
 */
export function planChunks(graph: Graph): ReadonlyMap<string, string> {
  const frame = reach(graph, graph.entry, new Set());
  const needs = new Map<string, Set<string>>();
  for (const part of partsOf(graph, frame))
    for (const id of reach(graph, part, frame)) {
      const parts = needs.get(id) ?? new Set();
      needs.set(id, parts.add(part));
    }
  const names = new Map([...frame].map((id) => [id, FRAME]));
  const chunks = merge(graph, chunksOf(graph, needs));
  for (const [at, { modules, isPart }] of chunks.entries())
    if (!isPart) for (const id of modules) names.set(id, `shared-${at}`);
  return names;
}

/** A module and all that it imports, but for what is there already. */
function reach({ moduleOf }: Graph, from: string, known: ReadonlySet<string>): ReadonlySet<string> {
  const found = new Set<string>();
  const next = [from];
  for (let id = next.pop(); id !== undefined; id = next.pop()) {
    if (found.has(id) || known.has(id)) continue;
    found.add(id);
    next.push(...(moduleOf(id)?.imports ?? []));
  }
  return found;
}

/** Every part that can be loaded, in the order of first mention. */
function partsOf({ moduleOf, entry }: Graph, frame: ReadonlySet<string>): ReadonlySet<string> {
  const parts = new Set<string>();
  const seen = new Set<string>();
  const next = [entry];
  for (let id = next.pop(); id !== undefined; id = next.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    const { imports = [], parts: own = [] } = moduleOf(id) ?? {};
    for (const part of own) if (!frame.has(part)) parts.add(part);
    next.push(...imports, ...own);
  }
  return parts;
}

/** Modules that several parts need, by which these are. What is a part itself keeps its file. */
function chunksOf(graph: Graph, needs: ReadonlyMap<string, ReadonlySet<string>>): readonly Chunk[] {
  const byParts = Map.groupBy(
    [...needs].filter(([, parts]) => parts.size > 1),
    ([id, parts]) => [...parts].sort().join("\n") + (parts.has(id) ? `\n${id}` : ""),
  );
  const sorted = [...byParts].sort(([one], [other]) => (one < other ? -1 : 1));
  return sorted.map(([key, needed]) => {
    const modules = needed.map(([id]) => id);
    const bytes = sum(modules.map((id) => graph.moduleOf(id)?.bytes ?? 0));
    const parts = new Set(key.split("\n"));
    const isPart = modules.some((id) => parts.has(id));
    return { modules, parts, bytes, pieces: [{ parts, bytes }], isPart };
  });
}

/** Makes one of two as long as it pays, the best first. */
function merge(graph: Graph, chunks: readonly Chunk[]): readonly Chunk[] {
  let all = [...chunks];
  let pairs = chunks.flatMap((one, at) => pairsOf(one, chunks.slice(at + 1)));
  for (;;) {
    const mayBeOne = judge(graph, all);
    const best = pairs
      .sort((one, other) => other.gain - one.gain)
      .find(({ one, other }) => mayBeOne(one, other) && mayBeOne(other, one));
    if (best === undefined) return all;
    const { one, other } = best;
    const merged: Chunk = {
      modules: [...one.modules, ...other.modules],
      parts: one.parts.union(other.parts),
      bytes: one.bytes + other.bytes,
      pieces: [...one.pieces, ...other.pieces],
      isPart: false,
    };
    const isGone = (each: Chunk) => each === one || each === other;
    all = all.filter((each) => !isGone(each));
    pairs = [...pairs.filter((pair) => !isGone(pair.one) && !isGone(pair.other)), ...pairsOf(merged, all)];
    all.push(merged);
  }
}

interface Pair {
  readonly one: Chunk;
  readonly other: Chunk;
  /** Bytes. */
  readonly gain: number;
}

function pairsOf(one: Chunk, others: readonly Chunk[]): readonly Pair[] {
  return others.map((other) => ({ one, other, gain: gainOf(one, other) })).filter(({ gain }) => gain > 0);
}

/** Requests saved, less the bytes that somebody loads for nothing, both in bytes. */
function gainOf(one: Chunk, other: Chunk): number {
  const both = one.parts.intersection(other.parts).size;
  const wasted = (one.parts.size - both) * other.bytes + (other.parts.size - both) * one.bytes;
  const gain = both * BYTES_PER_REQUEST - wasted;
  if (gain <= 0 || one.isPart || other.isPart) return 0;
  const pieces = [...one.pieces, ...other.pieces];
  const isTooMuch = [...one.parts.union(other.parts)].some(
    (part) => sum(pieces.map(({ parts, bytes }) => (parts.has(part) ? 0 : bytes))) > NEEDLESS_BYTES,
  );
  return isTooMuch ? 0 : gain;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

/**
 * Tells whether the first may be one with the second: all that it imports is loaded already by who loads the second, and no third file
 * stands between them, which would need what needs it.
 */
function judge({ moduleOf }: Graph, chunks: readonly Chunk[]): (one: Chunk, other: Chunk) => boolean {
  const chunkOf = new Map<string, Chunk>();
  for (const chunk of chunks) for (const id of chunk.modules) chunkOf.set(id, chunk);
  const nexts = new Map<Chunk, readonly Chunk[]>();
  const nextOf = (chunk: Chunk): readonly Chunk[] => {
    const imports = chunk.modules.flatMap((id) => moduleOf(id)?.imports ?? []);
    const known = nexts.get(chunk) ?? [...new Set(imports.flatMap((id) => chunkOf.get(id) ?? []))];
    nexts.set(chunk, known);
    return known;
  };
  return (one, other) => {
    const next = nextOf(one).filter((each) => each !== other && each !== one);
    if (!next.every((each) => other.parts.isSubsetOf(each.parts))) return false;
    const seen = new Set<Chunk>([one]);
    for (let at = next.pop(); at !== undefined; at = next.pop()) {
      if (at === other) return false;
      if (seen.has(at)) continue;
      seen.add(at);
      next.push(...nextOf(at));
    }
    return true;
  };
}
