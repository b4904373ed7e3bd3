import { BodyError, type BodyProblem } from "./body-error.ts";
import { type BodyParts, declaredBytes } from "./body-sender.ts";
import type { Holding } from "./fair-share.ts";
import { GrowingBytes } from "./growing-bytes.ts";
import { skipBody } from "./parser.ts";
import { PieceCount } from "./piece-count.ts";
import { requestBytes } from "./request-bytes.ts";

/**
 * A body that is taken as it comes. What comes while nobody takes it is put together into one piece, and past a limit nothing
 * more is read: node's own queue would keep a buffer for each piece, be it of one byte.
 */
export class StreamedBody implements AsyncIterable<Uint8Array> {
  readonly #parts: BodyParts;
  readonly #requestBytes: number;
  readonly #count: PieceCount;
  readonly #holding: Holding;
  #pending: GrowingBytes;
  #problem: BodyProblem | undefined;
  #hasEnded = false;
  #isPaused = false;
  #seconds = 0;
  /** Present while somebody waits for a piece. */
  #wake: (() => void) | undefined;

  constructor(parts: BodyParts) {
    const { request, limits, share, sender, bodyBytes } = parts;
    this.#parts = parts;
    this.#requestBytes = requestBytes(request);
    this.#count = new PieceCount(limits, bodyBytes);
    this.#pending = new GrowingBytes(Number.POSITIVE_INFINITY);
    this.#holding = share.hold(sender.sharingAddress, () => this.fail("crowded"));
    this.#holding.resize(this.#requestBytes);
    if (declaredBytes(request) > bodyBytes) this.fail("tooLarge");
    request.on("data", (piece: Uint8Array) => this.#take(piece));
    request.on("end", () => {
      this.#hasEnded = true;
      this.#tellTaker();
    });
    request.on("error", () => this.fail("aborted"));
    request.on("close", () => this.fail("aborted"));
  }

  get isSettled(): boolean {
    return this.#hasEnded || this.#problem !== undefined;
  }

  fail(problem: BodyProblem): void {
    if (this.isSettled) return;
    this.#problem = problem;
    this.release();
    this.#tellTaker();
  }

  /** To be called every second. Only a sender that is waited for can be slow. */
  tick(): void {
    this.#seconds = this.#wake === undefined ? 0 : this.#seconds + 1;
    if (this.#seconds * 1_000 > this.#parts.limits.bodyMs) this.fail("tooSlow");
  }

  /** To be called when the request is answered: nothing is kept of what was not taken. */
  release(): void {
    this.#pending = new GrowingBytes(0);
    this.#holding.release();
  }

  /** @throws BodyError */
  async *[Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    for (;;) {
      if (this.#problem !== undefined) throw new BodyError(this.#problem);
      if (this.#pending.size > 0) yield this.#takeOut();
      else if (this.#hasEnded) return;
      else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    }
  }

  #take(piece: Uint8Array): void {
    if (this.#problem !== undefined) return;
    this.#seconds = 0;
    const problem = this.#count.add(piece);
    if (problem !== undefined) {
      this.fail(problem);
      skipBody(this.#parts.request.socket);
      return;
    }
    const { capacity } = this.#pending;
    this.#pending.append(piece);
    if (this.#pending.capacity !== capacity)
      this.#holding.resize(this.#requestBytes + this.#pending.capacity);
    this.#tellTaker();
    if (this.#pending.size > this.#parts.limits.streamedBytes) this.#pause();
  }

  #takeOut(): Uint8Array {
    const bytes = this.#pending.bytes();
    this.#pending = new GrowingBytes(Number.POSITIVE_INFINITY);
    this.#holding.resize(this.#requestBytes);
    if (this.#isPaused) {
      this.#isPaused = false;
      this.#parts.request.socket.resume();
    }
    return bytes;
  }

  /** Behind this turn: node reads on whenever it has handed out what it read. */
  #pause(): void {
    if (this.#isPaused) return;
    this.#isPaused = true;
    setImmediate(() => {
      if (this.#isPaused) this.#parts.request.socket.pause();
    });
  }

  #tellTaker(): void {
    this.#wake?.();
    this.#wake = undefined;
  }
}
