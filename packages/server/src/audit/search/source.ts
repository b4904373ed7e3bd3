import { type Line, Lines, timeOf } from "./lines.ts";
import type { OpenVolume, Volume } from "./volume.ts";

/** What is read at a time, growing from the one to the other: most searches end on the first lines. */
const FIRST_BLOCK = 64 * 1024;
const LARGE_BLOCK = 256 * 1024;
/** Of a line that is longer than a block: no record is longer than this. */
const LONGEST_LINE = 4 * 1024 * 1024;
const NEW_LINE = 0x0a;

/**
 * How far lines of one volume may stand out of the order of their times: a record is written when a request ends, and tells when it
 * began. None takes as long.
 */
export const DISORDER_MS = 5 * 60_000;

/** What a search may look at; each counts what it costs. */
export interface Budget {
  readBytes: number;
  opened: number;
}

interface SourceParts {
  readonly volume: Volume;
  /** Lines that have not all of them are passed over. */
  readonly texts: readonly Buffer[];
  /** What is newer is not wanted. */
  readonly toMs: number;
  readonly budget: Budget;
  /** Where what was not looked at yet ends; absent of one that was not begun. */
  readonly position?: number | undefined;
}

/** One volume that is read from its end to its beginning, as far as is needed. */
export class Source {
  readonly #parts: SourceParts;
  #opened: OpenVolume | undefined;
  #isMeasured = false;
  /** Where the block that was read last begins. */
  #start = 0;
  #lines: Lines | undefined;
  #next: Line | undefined;
  #blockBytes = FIRST_BLOCK;
  #isOver = false;
  #isFirst = true;
  /** Nothing in it that was not looked at is newer. */
  newestMs: number;

  constructor(parts: SourceParts) {
    this.#parts = parts;
    this.newestMs = Math.min(parts.toMs, parts.volume.begunAtMs + 2 * 86_400_000);
  }

  get name(): string {
    return this.#parts.volume.name;
  }

  get begunAtMs(): number {
    return this.#parts.volume.begunAtMs;
  }

  get isOver(): boolean {
    return this.#isOver && this.#next === undefined;
  }

  /** Whether a block of it was read. */
  get isBegun(): boolean {
    return this.#lines !== undefined;
  }

  /** The line that comes next, where one is known. */
  get next(): Line | undefined {
    return this.#next;
  }

  /** Where what was not taken yet ends; undefined of one that was not begun. */
  get position(): number | undefined {
    if (this.#opened === undefined) return this.#isOver ? 0 : this.#parts.position;
    if (this.#next !== undefined) return this.#start + this.#next.start + this.#next.bytes.length + 1;
    return this.#start + (this.#lines?.end ?? 0);
  }

  take(): Line | undefined {
    const line = this.#next;
    this.#find();
    return line;
  }

  /** Goes a step on: learns how new it is, opens it, or reads the block before. */
  async advance(): Promise<void> {
    if (this.#opened !== undefined) return this.#readBlock();
    const { volume, toMs, position, budget } = this.#parts;
    if (position === 0) {
      this.#isOver = true;
      return;
    }
    if (!this.#isMeasured) {
      this.#isMeasured = true;
      this.newestMs = Math.min(this.newestMs, await volume.newestAtMs());
      if (this.newestMs < toMs) return;
    }
    // Those that a search goes on with were counted by the one before.
    if (position === undefined) budget.opened += 1;
    this.#opened = await volume.open();
    if (this.#opened === undefined) {
      this.#isOver = true;
      return;
    }
    this.#start = position ?? (await this.#endOfWanted(this.#opened));
    await this.#readBlock();
  }

  async close(): Promise<void> {
    await this.#opened?.close();
  }

  /** Where lines end that are not too new: found by halves, as later lines are newer. */
  async #endOfWanted(opened: OpenVolume): Promise<number> {
    let [low, high] = [0, opened.size];
    const { toMs, volume } = this.#parts;
    if ((await volume.newestAtMs()) <= toMs + DISORDER_MS) return high;
    while (high - low > LARGE_BLOCK) {
      const middle = low + Math.floor((high - low) / 2);
      const bytes = await this.#read(opened, middle, Math.min(high, middle + FIRST_BLOCK));
      const start = bytes.indexOf(NEW_LINE) + 1;
      const at = start === 0 ? Number.NaN : timeOf(bytes.subarray(start));
      if (Number.isNaN(at)) break;
      if (at > toMs + DISORDER_MS) high = middle + start;
      else low = middle + start;
    }
    return high;
  }

  async #readBlock(): Promise<void> {
    const end = this.#start;
    const opened = this.#opened;
    if (end <= 0 || opened === undefined) {
      this.#isOver = true;
      return;
    }
    for (let size = this.#blockBytes; ; size *= 2) {
      const from = Math.max(0, end - size);
      const bytes = await this.#read(opened, from, end);
      // Half a line at the beginning belongs to the block before; half a line at the end is being written.
      const first = from === 0 ? 0 : bytes.indexOf(NEW_LINE) + 1;
      const last = bytes.lastIndexOf(NEW_LINE) + 1;
      if (last <= first && from > 0 && size < LONGEST_LINE) continue;
      this.#start = last <= first ? from : from + first;
      this.#lines = new Lines(bytes.subarray(first, Math.max(first, last)), this.#parts.texts);
      break;
    }
    this.#blockBytes = Math.min(LARGE_BLOCK, this.#blockBytes * 2);
    this.#find();
  }

  #find(): void {
    this.#next = this.#lines?.previous();
    const at = this.#next?.at ?? this.#lines?.oldestAt ?? Number.NaN;
    // What has no time changes nothing, and what stands out of order is not newer than what came before it. What was known before
    // anything was read is by another clock.
    if (at < this.newestMs || this.#isFirst) this.newestMs = Math.min(at, this.#parts.toMs);
    this.#isFirst &&= Number.isNaN(at);
    if (this.#next === undefined && this.#start === 0) this.#isOver = true;
  }

  async #read(opened: OpenVolume, start: number, end: number): Promise<Buffer> {
    this.#parts.budget.readBytes += end - start;
    return opened.read(start, end);
  }
}
