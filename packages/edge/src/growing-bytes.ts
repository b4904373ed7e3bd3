import type { SpareBuffers } from "./spare-buffers.ts";

const FIRST_CAPACITY = 512;

/**
 * Bytes that come in pieces, in one buffer that doubles: what is held follows from how many bytes came, not from how many
 * pieces they came in.
 */
export class GrowingBytes {
  readonly #limitBytes: number;
  readonly #spare: SpareBuffers | undefined;
  /** The buffer is a piece of somebody else's making. */
  #isForeign = true;
  #buffer: Uint8Array = EMPTY;
  #size = 0;

  /**
   * @param limitBytes more than this never comes; the buffer grows no further.
   * @param spare where buffers come from and go to.
   */
  constructor(limitBytes: number, spare?: SpareBuffers) {
    this.#limitBytes = limitBytes;
    this.#spare = spare;
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

  /** Gives up what is held. Nobody may have been given it. */
  discard(): void {
    if (!this.#isForeign) this.#spare?.give(this.#buffer);
    this.#isForeign = true;
    this.#buffer = EMPTY;
    this.#size = 0;
  }

  /** A power of two, so that buffers fit the next body too; not filled with zeros, since nothing is read that was not written. */
  #grow(size: number): void {
    const doubled = 2 ** Math.ceil(Math.log2(Math.max(FIRST_CAPACITY, size * 1.5)));
    const capacity = Math.min(doubled, Math.max(size, this.#limitBytes));
    const grown = this.#spare?.take(capacity) ?? Buffer.allocUnsafeSlow(capacity);
    grown.set(this.#buffer.subarray(0, this.#size));
    if (!this.#isForeign) this.#spare?.give(this.#buffer);
    this.#isForeign = false;
    this.#buffer = grown;
  }
}

const EMPTY = new Uint8Array(0);
