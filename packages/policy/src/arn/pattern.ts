/**
 * Wildcard patterns, matched without regular expressions and without recursion; the only way back is to the last `*`
 * that may cross a colon, so that the time is linear in the text. Matching allocates nothing.
 */
import type { RequestContext } from "../decide/request.ts";
import { cutPieces, NOWHERE, type PatternToken, type Piece } from "./piece.ts";

export class Pattern {
  /** The text that every match begins with. */
  readonly prefix: string;
  /** Texts that every match has after its prefix, in their order. */
  readonly literals: readonly string[];
  /** Nothing follows the prefix. */
  readonly isExact: boolean;
  /** Anything may follow the prefix. */
  readonly isOpen: boolean;
  private readonly pieces: readonly Piece[];

  constructor(reached: readonly PatternToken[]) {
    const tokens = joinLiterals(reached);
    const first = tokens[0]?.token;
    this.prefix = first?.kind === "literal" ? first.text : "";
    this.pieces = cutPieces(this.prefix === "" ? tokens : tokens.slice(1));
    this.literals = this.pieces.flatMap((piece) => piece.literals);
    this.isExact = this.pieces.length === 0;
    this.isOpen = this.pieces[0]?.isOpen === true;
  }

  /** Matches every text. */
  get matchesEverything(): boolean {
    return this.isOpen && this.prefix === "";
  }

  matches(text: string, context: RequestContext): boolean {
    if (this.isExact) return text === this.prefix;
    return text.startsWith(this.prefix) && this.matchesRest(text, this.prefix.length, context);
  }

  /** Whether what follows the prefix matches the text from `from` to its end. */
  matchesRest(text: string, from: number, context: RequestContext): boolean {
    if (this.isOpen) return true;
    if (this.isExact) return from === text.length;
    const { pieces } = this;
    const last = pieces.length - 1;
    let at = from;
    let retryPiece = NOWHERE;
    let retryAt = 0;
    for (let index = 0; ; ) {
      const piece = pieces[index]!;
      if (index === last) {
        if (piece.isAtEnd(text, at, context)) return true;
      } else {
        const end = piece.findFirst(text, at, context);
        if (end !== NOWHERE) {
          index++;
          at = end;
          if (piece.gap === "anything" && pieces[index]!.gap === "component") {
            retryPiece = index - 1;
            retryAt = end - piece.length(context) + 1;
          }
          continue;
        }
      }
      // Another place for a `*` that reaches anything helps only a `*` that a colon stopped.
      if (piece.gap !== "component" || retryPiece === NOWHERE) return false;
      index = retryPiece;
      at = retryAt;
    }
  }
}

/** An escape or a value beside a literal would otherwise cut the prefix short. */
function joinLiterals(tokens: readonly PatternToken[]): readonly PatternToken[] {
  const joined: PatternToken[] = [];
  for (const next of tokens) {
    const previous = joined.at(-1);
    if (previous?.token.kind === "literal" && next.token.kind === "literal") {
      const text = previous.token.text + next.token.text;
      joined[joined.length - 1] = { token: { kind: "literal", text }, reach: previous.reach };
    } else joined.push(next);
  }
  return joined;
}
