import type { BodyProblem } from "./body-error.ts";
import { type BodyParts, declaredBytes } from "./body-sender.ts";
import type { Holding } from "./fair-share.ts";
import { GrowingBytes } from "./growing-bytes.ts";
import { skipBody } from "./parser.ts";
import { PieceCount } from "./piece-count.ts";
import type { ReadingPace } from "./reading-pace.ts";
import { requestBytes } from "./request-bytes.ts";
import type { SpareBuffers } from "./spare-buffers.ts";

export type Body =
  | { readonly bytes: Uint8Array; readonly problem?: undefined }
  | { readonly problem: BodyProblem };

/** Past it a body is let in at a pace, and is worked on in a turn of its own. */
export const LARGE_BODY_BYTES = 32_768;

/** What large bodies share. */
export interface LargeBodyParts {
  readonly pace: ReadingPace;
  readonly spare: SpareBuffers;
}

/**
 * A body that is read once and whole. What comes after it is settled is thrown away as it comes: a stream that nobody reads
 * would keep it, piece by piece.
 */
export class WholeBody {
  /** The body, or why there is none. Never rejects. */
  readonly body: Promise<Body>;
  readonly #parts: BodyParts;
  readonly #pace: ReadingPace;
  readonly #waits: boolean;
  readonly #declaredBytes: number;
  readonly #count: PieceCount;
  #settle!: (body: Body) => void;
  /** Absent once it is settled. */
  #growing: GrowingBytes | undefined;
  #seconds = 0;
  #requestBytes: number | undefined;
  #holding: Holding | undefined;
  #pinnedBytes = 0;

  constructor(parts: BodyParts, { pace, spare }: LargeBodyParts) {
    const { limits, sender, request, bodyBytes } = parts;
    this.#parts = parts;
    this.#pace = pace;
    this.#waits = !sender.isIdle;
    this.#declaredBytes = declaredBytes(request);
    this.#count = new PieceCount(limits, bodyBytes);
    this.#growing = new GrowingBytes(this.#declaredBytes || bodyBytes, spare);
    this.body = new Promise((resolve) => {
      this.#settle = resolve;
    });
    if (this.#declaredBytes > bodyBytes) this.fail("tooLarge");
    request.on("data", (piece: Uint8Array) => this.#take(piece));
    request.on("end", () => this.#finish());
    request.on("error", () => this.fail("aborted"));
    request.on("close", () => this.fail("aborted"));
  }

  get isSettled(): boolean {
    return this.#growing === undefined;
  }

  /** Counts what is held now, in the books of those that may lose it. */
  enter(): void {
    if (this.#growing === undefined) return;
    const { share, sender, request } = this.#parts;
    this.#holding ??= share.hold(sender.sharingAddress, () => this.#drop());
    this.#requestBytes ??= requestBytes(request);
    this.#holding.resize(this.#requestBytes + this.#growing.capacity);
  }

  fail(problem: BodyProblem): void {
    if (this.#growing === undefined) return;
    this.#growing.discard();
    this.#growing = undefined;
    this.#holding?.release();
    this.#settle({ problem });
  }

  /** To be called every second. */
  tick(): void {
    this.#seconds += 1;
    if (this.#seconds * 1_000 > this.#parts.limits.bodyMs) this.fail("tooSlow");
  }

  /** To be called when the request is answered: until then its bytes are counted. */
  release(): void {
    this.#holding?.release();
    this.#parts.share.unpin(this.#pinnedBytes);
    this.#pinnedBytes = 0;
  }

  #take(piece: Uint8Array): void {
    const growing = this.#growing;
    if (growing === undefined) return;
    const problem = this.#count.add(piece);
    if (problem !== undefined) {
      this.fail(problem);
      skipBody(this.#parts.request.socket);
    } else {
      const { capacity } = growing;
      growing.append(piece);
      if (growing.size > LARGE_BODY_BYTES) this.#pace.took(this.#parts.request.socket, piece.length);
      if (growing.size !== this.#declaredBytes && growing.capacity !== capacity) this.enter();
    }
  }

  #finish(): void {
    const growing = this.#growing;
    if (growing === undefined) return;
    if (this.#waits) this.enter();
    else if (!this.#pin(growing.size)) this.fail("crowded");
    // Neither was it dropped.
    if (this.#growing === undefined) return;
    this.#growing = undefined;
    this.#settle({ bytes: growing.bytes() });
  }

  /** What is worked on cannot be given up. */
  #pin(bytes: number): boolean {
    this.#holding?.release();
    const hasRoom = this.#parts.share.pin(bytes);
    if (hasRoom) this.#pinnedBytes = bytes;
    return hasRoom;
  }

  #drop(): void {
    if (this.#growing === undefined) this.#parts.sender.drop();
    else this.fail("crowded");
  }
}
