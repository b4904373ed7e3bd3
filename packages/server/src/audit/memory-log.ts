import type { AuditLog } from "./log.ts";
import type { Volume, Volumes } from "./search/volume.ts";

/** What an installation that keeps nothing remembers of what happened. */
const KEPT = { bytes: 16 * 1024 * 1024, events: 20_000 };
const PIECE_BYTES = 256 * 1024;
/** Of a UTF-16 code unit in UTF-8, at most. */
const BYTES_PER_UNIT = 3;
const NEW_LINE = 0x0a;

interface Piece {
  readonly name: string;
  readonly begunAtMs: number;
  readonly buffer: Buffer;
  size: number;
  events: number;
  newestAtMs: number;
}

/** The newest events, in memory, bounded by bytes and by count; the oldest make room, a piece of them at once. */
export class MemoryLog implements Volumes, Pick<AuditLog, "write"> {
  readonly #now: () => number;
  readonly #kept: typeof KEPT;
  readonly #pieces: Piece[] = [];
  #bytes = 0;
  #events = 0;
  #dropped = 0;
  #begun = 0;

  constructor(now: () => number, kept = KEPT) {
    this.#now = now;
    this.#kept = kept;
  }

  /** Of the memory that is taken. */
  get bytes(): number {
    return this.#bytes;
  }

  /** How many events made room since all was forgotten last. */
  get dropped(): number {
    return this.#dropped;
  }

  write(line: string): void {
    const most = line.length * BYTES_PER_UNIT + 1;
    let piece = this.#pieces.at(-1);
    if (piece === undefined || piece.size + most > piece.buffer.length) piece = this.#begin(most);
    piece.size += piece.buffer.write(line, piece.size, "utf8");
    piece.buffer[piece.size] = NEW_LINE;
    piece.size += 1;
    piece.events += 1;
    this.#events += 1;
    piece.newestAtMs = this.#now();
    while (this.#events > this.#kept.events) this.#dropOldest();
  }

  /** Forgets all. */
  clear(): void {
    this.#pieces.length = 0;
    this.#bytes = 0;
    this.#events = 0;
    this.#dropped = 0;
  }

  async list(): Promise<readonly Volume[]> {
    return this.#pieces.map((piece) => volumeOf(piece));
  }

  #begin(leastBytes: number): Piece {
    const buffer = Buffer.allocUnsafeSlow(Math.max(PIECE_BYTES, leastBytes));
    this.#bytes += buffer.length;
    while (this.#bytes > this.#kept.bytes && this.#pieces.length > 0) this.#dropOldest();
    this.#begun += 1;
    const name = `memory-${String(this.#begun).padStart(9, "0")}`;
    const nowMs = this.#now();
    const piece = { name, begunAtMs: nowMs, buffer, size: 0, events: 0, newestAtMs: nowMs };
    this.#pieces.push(piece);
    return piece;
  }

  #dropOldest(): void {
    const oldest = this.#pieces.shift();
    if (oldest === undefined) return;
    this.#bytes -= oldest.buffer.length;
    this.#events -= oldest.events;
    this.#dropped += oldest.events;
  }
}

function volumeOf(piece: Piece): Volume {
  return {
    name: piece.name,
    begunAtMs: piece.begunAtMs,
    newestAtMs: async () => piece.newestAtMs,
    open: async () => ({
      size: piece.size,
      read: async (start, end) => piece.buffer.subarray(start, end),
      async close() {},
    }),
  };
}
