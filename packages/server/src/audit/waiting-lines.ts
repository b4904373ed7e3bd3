const FIRST_CAPACITY = 64 * 1024;
/** A buffer that a burst has made larger is not kept for the next batch. */
const KEPT_CAPACITY = 1024 * 1024;
const NEW_LINE = 0x0a;
/** Of a UTF-16 code unit in UTF-8, at most. */
const BYTES_PER_UNIT = 3;

/**
 * Lines that wait to be written, as bytes: a text that waits would keep the many pieces that it was put together from, and be
 * copied with them by each collection of garbage.
 */
export class WaitingLines {
  #buffer = Buffer.allocUnsafe(FIRST_CAPACITY);
  #size = 0;
  #count = 0;

  /** Lines. */
  get count(): number {
    return this.#count;
  }

  /** Bytes. */
  get size(): number {
    return this.#size;
  }

  add(line: string): void {
    const end = this.#size + line.length * BYTES_PER_UNIT + 1;
    if (end > this.#buffer.length) this.#grow(end);
    this.#size += this.#buffer.write(line, this.#size, "utf8");
    this.#buffer[this.#size] = NEW_LINE;
    this.#size += 1;
    this.#count += 1;
  }

  /** All lines, each with its end; they stay true until the next is added after `clear`. */
  bytes(): Uint8Array {
    return this.#buffer.subarray(0, this.#size);
  }

  clear(): void {
    if (this.#buffer.length > KEPT_CAPACITY) this.#buffer = Buffer.allocUnsafe(FIRST_CAPACITY);
    this.#size = 0;
    this.#count = 0;
  }

  #grow(end: number): void {
    const grown = Buffer.allocUnsafe(Math.max(end, this.#buffer.length * 2));
    this.#buffer.copy(grown, 0, 0, this.#size);
    this.#buffer = grown;
  }
}
