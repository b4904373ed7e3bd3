const FIRST_CAPACITY = 512;

/**
 * Bytes that come in pieces, in one buffer that doubles: what is held follows from how many bytes came, not from how many
 * pieces they came in.
 */
export class GrowingBytes {
  readonly #limitBytes: number;
  #buffer: Uint8Array = EMPTY;
  #size = 0;

  /** @param limitBytes more than this never comes; the buffer grows no further. */
  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  get size(): number {
    return this.#size;
  }

  /** What is held for them. */
  get capacity(): number {
    return this.#buffer.length;
  }

  /** A first piece is kept as it is: most come whole. */
  append(piece: Uint8Array): void {
    const size = this.#size + piece.length;
    if (this.#size === 0) {
      this.#buffer = piece;
    } else {
      if (size > this.#buffer.length) this.#grow(size);
      this.#buffer.set(piece, this.#size);
    }
    this.#size = size;
  }

  /** All of them. Nothing may be appended afterwards. */
  bytes(): Uint8Array {
    return this.#size === this.#buffer.length ? this.#buffer : this.#buffer.subarray(0, this.#size);
  }

  #grow(size: number): void {
    const capacity = Math.min(Math.max(FIRST_CAPACITY, size * 2), Math.max(size, this.#limitBytes));
    const grown = new Uint8Array(capacity);
    grown.set(this.#buffer.subarray(0, this.#size));
    this.#buffer = grown;
  }
}

const EMPTY = new Uint8Array(0);
