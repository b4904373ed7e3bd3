/**
 * Pieces as they are looked for where it could take too many steps to try one place after the other: in long texts, or
 * with long values of variables. All of it takes time linear in the text for each stretch that the pattern writes.
 */
import type { RequestContext } from "../request/request.ts";
import type { Finder } from "./finder.ts";
import { gapReaches, NOWHERE, type Piece, type PieceSearch, type Reach } from "./piece.ts";
import { makeFinder } from "./stretch-finder.ts";

/** Undefined where the pieces need more than the text has, or a variable has no value. */
export function farPieces(
  pieces: readonly Piece[],
  text: string,
  context: RequestContext,
): readonly PieceSearch[] | undefined {
  let needed = 0;
  for (const piece of pieces) {
    const length = piece.length(context);
    needed += length;
    if (length === NOWHERE || needed > text.length) return undefined;
  }
  return pieces.map((piece) => new FarPiece(piece, context));
}

/** A piece of one pattern in one text. */
class FarPiece implements PieceSearch {
  readonly gap: Reach | undefined;
  private readonly piece: Piece;
  private readonly pieceLength: number;
  /** Made when it is first needed. */
  private finder: Finder | undefined;
  private standsAtEnd: boolean | undefined;

  constructor(piece: Piece, context: RequestContext) {
    this.gap = piece.gap;
    this.piece = piece;
    this.pieceLength = piece.length(context);
  }

  findFirst(text: string, from: number, context: RequestContext): number {
    if (this.gap === undefined) return this.piece.endFrom(text, from, context);
    this.finder ??= makeFinder(this.piece.resolve(context), text);
    const start = this.finder.next(from);
    return start === -1 || !gapReaches(this.gap, text, from, start) ? NOWHERE : start + this.pieceLength;
  }

  isAtEnd(text: string, from: number, context: RequestContext): boolean {
    if (this.piece.isOpen) return true;
    const at = text.length - this.pieceLength;
    if (at < from || !gapReaches(this.gap, text, from, at)) return false;
    this.standsAtEnd ??= this.piece.endFrom(text, at, context) !== NOWHERE;
    return this.standsAtEnd;
  }

  length(): number {
    return this.pieceLength;
  }
}
