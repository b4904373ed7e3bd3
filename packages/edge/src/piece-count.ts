import type { BodyProblem } from "./body-error.ts";
import type { BodyLimits } from "./body-sender.ts";

/** Holds a body against its limits, piece by piece. */
export class PieceCount {
  readonly #limits: BodyLimits;
  readonly #bodyBytes: number;
  #pieces = 0;
  #bytes = 0;

  constructor(limits: BodyLimits, bodyBytes: number) {
    this.#limits = limits;
    this.#bodyBytes = bodyBytes;
  }

  /** Counts a piece, and tells what is wrong with it. */
  add(piece: Uint8Array): BodyProblem | undefined {
    const { bodyPieces, bytesPerPiece } = this.#limits;
    this.#pieces += 1;
    this.#bytes += piece.length;
    if (this.#bytes > this.#bodyBytes) return "tooLarge";
    return this.#pieces > bodyPieces + this.#bytes / bytesPerPiece ? "tooManyPieces" : undefined;
  }
}
