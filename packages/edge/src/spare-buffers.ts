const SMALLEST_BYTES = 65_536;
const ALL_BYTES = 16 * 1024 * 1024;

/**
 * Buffers that bodies have outgrown, or were given up with, for the next: memory outside of the heap that is thrown away by the
 * gigabyte makes the collector of garbage stop everything for tens of milliseconds.
 * INVARIANT: a buffer is given back by whoever alone ever saw it.
 */
export class SpareBuffers {
  #bytes = 0;
  readonly #bySize = new Map<number, Uint8Array[]>();

  /** What is kept. */
  get bytes(): number {
    return this.#bytes;
  }

  /** What is in it is anything. */
  take(bytes: number): Uint8Array {
    const spare = this.#bySize.get(bytes)?.pop();
    if (spare === undefined) return Buffer.allocUnsafeSlow(bytes);
    this.#bytes -= bytes;
    return spare;
  }

  give(buffer: Uint8Array): void {
    const bytes = buffer.length;
    if (bytes < SMALLEST_BYTES || this.#bytes + bytes > ALL_BYTES) return;
    this.#bytes += bytes;
    const same = this.#bySize.get(bytes);
    if (same === undefined) this.#bySize.set(bytes, [buffer]);
    else same.push(buffer);
  }

  /** Half of them at least, of each size: to be called every second, so that nothing is kept for long behind a burst. */
  shrink(): void {
    for (const [size, buffers] of this.#bySize) {
      const gone = buffers.splice(0, Math.ceil(buffers.length / 2)).length;
      this.#bytes -= gone * size;
      if (buffers.length === 0) this.#bySize.delete(size);
    }
  }
}
