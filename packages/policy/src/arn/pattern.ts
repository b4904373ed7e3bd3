/**
 * Wildcard patterns, matched without regular expressions and without recursion; the only way back is to the last `*`
 * that may cross a colon. Matching is linear in the text, however long the values of variables are, and allocates nothing,
 * except where long texts almost match.
 */
import type { RequestContext } from "../request/request.ts";
import { ownText } from "../variable/own-text.ts";
import { farPieces } from "./far-piece.ts";
import {
  cutPieces,
  NOWHERE,
  type PatternToken,
  type Piece,
  type PieceSearch,
  PLACES_MAX,
  TOO_FAR,
} from "./piece.ts";

/** So often the way back is taken while pieces are looked for one place after the other. */
const RETRIES_MAX = 16;

export class Pattern {
  /** The text that every match begins with. */
  readonly prefix: string;
  private readonly beyondPrefix: string | undefined;
  /** The place of the prefix's last character; NOWHERE where there is no prefix. */
  private readonly lastAt: number;
  private readonly lastCode: number;
  /** Nothing follows the prefix. */
  readonly isExact: boolean;
  /** Anything may follow the prefix. */
  readonly isOpen: boolean;
  private readonly pieces: readonly Piece[];
  /** The pieces, where each is a text after a `*` that reaches anything. */
  private readonly texts: readonly string[] | undefined;

  /**
   * INVARIANT: no `?` that may be a colon stands before a wildcard that is kept within a component: it would need a way back that
   * is not taken. Patterns of ARNs have such a `?` only in the resource part, where every wildcard reaches anything.
   */
  constructor(reached: readonly PatternToken[]) {
    const tokens = joinLiterals(reached);
    const first = tokens[0]?.token;
    this.prefix = first?.kind === "literal" ? ownText(first.text) : "";
    this.beyondPrefix = firstBeyond(this.prefix);
    this.lastAt = this.prefix === "" ? NOWHERE : this.prefix.length - 1;
    this.lastCode = this.prefix === "" ? 0 : this.prefix.charCodeAt(this.lastAt);
    this.pieces = cutPieces(this.prefix === "" ? tokens : tokens.slice(1));
    this.isExact = this.pieces.length === 0;
    this.isOpen = this.pieces[0]?.isOpen === true;
    this.texts = textsOf(this.pieces);
  }

  /** Texts that every match has after its prefix, in their order. */
  get literals(): readonly string[] {
    return this.pieces.flatMap((piece) => piece.literals);
  }

  matches(text: string, context: RequestContext): boolean {
    if (this.isExact) return text === this.prefix;
    return this.beginsWithPrefix(text) && (this.isOpen || this.matchesRest(text, context));
  }

  /**
   * Most texts that do not begin with the prefix differ at its end, where names differ. Two comparisons of whole strings
   * then cost half of what startsWith does.
   */
  private beginsWithPrefix(text: string): boolean {
    if (this.lastAt === NOWHERE) return true;
    if (text.length <= this.lastAt || text.charCodeAt(this.lastAt) !== this.lastCode) return false;
    return text >= this.prefix && (this.beyondPrefix === undefined || text < this.beyondPrefix);
  }

  /** Whether what follows the prefix matches the rest of the text. */
  private matchesRest(text: string, context: RequestContext): boolean {
    const { texts } = this;
    if (texts !== undefined && text.length <= PLACES_MAX) return this.hasTexts(text, texts);
    const found = this.findPieces(this.pieces, text, context);
    return found === TOO_FAR ? this.hasFarPieces(text, context) : found !== NOWHERE;
  }

  /** Whether the texts follow the prefix, the last of them at the end. */
  private hasTexts(text: string, texts: readonly string[]): boolean {
    const last = texts.length - 1;
    let at = this.prefix.length;
    for (let index = 0; index < last; index++) {
      const next = texts[index]!;
      const found = text.indexOf(next, at);
      if (found === -1) return false;
      at = found + next.length;
    }
    const end = texts[last]!;
    return end === "" || (text.length - end.length >= at && text.endsWith(end));
  }

  private hasFarPieces(text: string, context: RequestContext): boolean {
    const pieces = farPieces(this.pieces, text, context);
    return pieces !== undefined && this.findPieces(pieces, text, context, Infinity) !== NOWHERE;
  }

  /** The end of the text where all pieces stand up to there; else NOWHERE, or TOO_FAR where that is not known. */
  private findPieces(
    pieces: readonly PieceSearch[],
    text: string,
    context: RequestContext,
    retriesMax = RETRIES_MAX,
  ): number {
    const last = pieces.length - 1;
    let at = this.prefix.length;
    let retryPiece = NOWHERE;
    let retryAt = 0;
    let retries = 0;
    for (let index = 0; ; ) {
      const piece = pieces[index]!;
      if (index === last) {
        if (piece.isAtEnd(text, at, context)) return text.length;
      } else {
        const end = piece.findFirst(text, at, context);
        if (end === TOO_FAR) return TOO_FAR;
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
      if (piece.gap !== "component" || retryPiece === NOWHERE) return NOWHERE;
      if (++retries > retriesMax) return TOO_FAR;
      index = retryPiece;
      at = retryAt;
    }
  }
}

/** Undefined where a piece is more than a text, or its `*` stops at colons. */
function textsOf(pieces: readonly Piece[]): readonly string[] | undefined {
  const texts = pieces.flatMap(({ gap, literal }) =>
    gap === "anything" && literal !== undefined ? [literal] : [],
  );
  return texts.length > 0 && texts.length === pieces.length ? texts : undefined;
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

/** The least text that is greater than all that begin with a prefix; undefined where there is none. */
function firstBeyond(prefix: string): string | undefined {
  let length = prefix.length;
  while (length > 0 && prefix.charCodeAt(length - 1) === 0xffff) length--;
  if (length === 0) return undefined;
  return ownText(prefix.slice(0, length - 1) + String.fromCharCode(prefix.charCodeAt(length - 1) + 1));
}
