import { setImmediate } from "node:timers/promises";
import type { AuditEvent, AuditPage, AuditRecord, AuditSearch } from "@rolecall/operations";
import type { Line } from "./lines.ts";
import { formatPosition, type Position, parsePosition } from "./position.ts";
import { type Budget, DISORDER_MS, Source } from "./source.ts";
import type { Volumes } from "./volume.ts";

/** What one search may cost. */
export interface SearchLimits {
  /** Of files, of which most is passed over without being taken apart. */
  readonly readBytes: number;
  /** Of lines that are read as JSON, because they may be what is wanted. */
  readonly parsedBytes: number;
  readonly openedVolumes: number;
}

const SEARCH_LIMITS: SearchLimits = {
  readBytes: 48 * 1024 * 1024,
  parsedBytes: 4 * 1024 * 1024,
  openedVolumes: 128,
};

/** What a search did cost, for who watches over it. */
export type SearchCost = Budget & { parsedBytes: number };

interface SearchParts {
  readonly volumes: Volumes;
  readonly limits?: SearchLimits;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly onCost?: ((cost: SearchCost) => void) | undefined;
}

/**
 * Looks through volumes from the newest event back, as one: of several writers whichever has the newer event comes first.
 * INVARIANT: what one search reads, opens and takes apart is bounded by `limits`, and one block more.
 */
export async function searchBack(
  { volumes, limits = SEARCH_LIMITS, now, onCost }: SearchParts,
  search: AuditSearch,
): Promise<AuditPage> {
  const begun = search.after === undefined ? undefined : parsePosition(search.after);
  const toMs = begun?.toMs ?? Math.floor(Math.min(search.to, now));
  const cost: SearchCost = { readBytes: 0, parsedBytes: 0, opened: 0 };
  const looking = new Looking({ search, toMs, cost });
  const sources = await openSources(volumes, { search, toMs, begun, cost });
  try {
    const isSpent = () =>
      cost.readBytes >= limits.readBytes ||
      cost.parsedBytes >= limits.parsedBytes ||
      cost.opened >= limits.openedVolumes;
    await looking.through(sources, isSpent);
    return looking.page;
  } finally {
    await Promise.all(sources.map((source) => source.close()));
    onCost?.(cost);
  }
}

interface LookingParts {
  readonly search: AuditSearch;
  readonly toMs: number;
  readonly cost: SearchCost;
}

/** One search on its way. */
class Looking {
  readonly #parts: LookingParts;
  readonly #events: AuditEvent[] = [];
  /** Where a full page ended; what comes behind it is looked for, so that nobody asks for a page of nothing. */
  #full: Position | undefined;
  #next: string | undefined;
  #lookedBackTo: number;

  constructor(parts: LookingParts) {
    this.#parts = parts;
    this.#lookedBackTo = parts.search.from;
  }

  get page(): AuditPage {
    return {
      events: this.#events.toSorted((a, b) => b.at - a.at),
      next: this.#next,
      lookedBackTo: this.#lookedBackTo,
    };
  }

  async through(sources: readonly Source[], isSpent: () => boolean): Promise<void> {
    const { from, limit } = this.#parts.search;
    let source: Source | undefined;
    let othersMs = Number.POSITIVE_INFINITY;
    let hasMoved = false;
    for (;;) {
      if (source === undefined || source.isOver || source.newestMs < othersMs) {
        source = newestOf(sources);
        if (source === undefined) break;
        othersMs = newestOf(sources, source)?.newestMs ?? Number.NEGATIVE_INFINITY;
      }
      if (source.newestMs < from - DISORDER_MS) break;
      // INVARIANT: each search comes further than the one before, be its limits as small as they may.
      if (hasMoved && isSpent()) return this.#stop(this.#full ?? this.#positionOf(sources, source.newestMs));
      hasMoved ||= source.isBegun;
      if (source.next === undefined) {
        await source.advance();
        // Requests come first: a search is in no hurry.
        await setImmediate();
        continue;
      }
      const event = this.#read(source.take());
      if (event === undefined) continue;
      if (this.#full !== undefined) return this.#stop(this.#full);
      this.#events.push(event);
      if (this.#events.length === limit) this.#full = this.#positionOf(sources, event.at);
    }
  }

  #stop(position: Position): void {
    this.#next = formatPosition(position);
    this.#lookedBackTo = Math.max(this.#parts.search.from, position.newestMs);
  }

  /** Undefined where it is not wanted. */
  #read(line: Line | undefined): AuditEvent | undefined {
    const { search, toMs, cost } = this.#parts;
    if (line === undefined || line.at < search.from || line.at > toMs) return undefined;
    cost.parsedBytes += line.bytes.length;
    const text = line.bytes.toString("utf8");
    const record = parseRecord(text);
    return record !== undefined && search.isWanted(record) ? { text, record, at: line.at } : undefined;
  }

  #positionOf(sources: readonly Source[], newestMs: number): Position {
    const ends = new Map<string, number>();
    for (const { name, begunAtMs, position } of sources) {
      // What was begun later is over, or it was not there: none of it is left.
      if (position !== undefined && begunAtMs <= newestMs + DISORDER_MS) ends.set(name, position);
    }
    return { toMs: this.#parts.toMs, newestMs: Math.ceil(newestMs), ends };
  }
}

async function openSources(
  volumes: Volumes,
  { search, toMs, begun, cost }: LookingParts & { readonly begun: Position | undefined },
): Promise<readonly Source[]> {
  const texts = search.texts.map((text) => Buffer.from(text));
  const latestMs = (begun?.newestMs ?? toMs) + DISORDER_MS;
  const all = await volumes.list();
  return all
    .filter(({ name, begunAtMs }) => begun?.ends.has(name) || begunAtMs <= latestMs)
    .map((volume) => {
      const position = begun?.ends.get(volume.name);
      return new Source({ volume, texts, toMs, budget: cost, position });
    });
}

/** Of equals the one whose name is greater, so that the order is the same each time. */
function newestOf(sources: readonly Source[], except?: Source): Source | undefined {
  let newest: Source | undefined;
  for (const source of sources) {
    if (source.isOver || source === except) continue;
    if (
      newest === undefined ||
      source.newestMs > newest.newestMs ||
      (source.newestMs === newest.newestMs && source.name > newest.name)
    )
      newest = source;
  }
  return newest;
}

function parseRecord(text: string): AuditRecord | undefined {
  try {
    const record: unknown = JSON.parse(text);
    return typeof record === "object" && record !== null ? record : undefined;
  } catch {
    return undefined;
  }
}
