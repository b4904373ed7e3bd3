/**
 * Wildcard patterns, matched without regular expressions and without recursion; the only way back is to the last `*`
 * that may cross a colon, so that the time is linear in the text. Matching allocates nothing.
 */
import type { RequestContext } from "../decide/request.ts";
import { resolveVariable, type VariableToken } from "../variable/template.ts";
import { cutPieces, type PatternToken, type Piece } from "./piece.ts";

const NOWHERE = -1;

export class Pattern {
  /** The text that every match begins with. */
  readonly prefix: string;
  /** Nothing follows the prefix. */
  readonly isExact: boolean;
  /** Anything may follow the prefix. */
  readonly isOpen: boolean;
  private readonly pieces: readonly Piece[];
  private readonly variables: readonly VariableToken[];

  constructor(reached: readonly PatternToken[]) {
    const tokens = joinLiterals(reached);
    const first = tokens[0]?.token;
    this.prefix = first?.kind === "literal" ? first.text : "";
    this.pieces = cutPieces(this.prefix === "" ? tokens : tokens.slice(1));
    this.variables = tokens.map(({ token }) => token).filter((token) => token.kind === "variable");
    const only = this.pieces.length === 1 ? this.pieces[0]! : undefined;
    this.isExact = this.pieces.length === 0;
    this.isOpen = only !== undefined && only.gap === "anything" && only.isEmpty;
  }

  matches(text: string, context: RequestContext): boolean {
    if (this.isExact) return text === this.prefix;
    if (!text.startsWith(this.prefix)) return false;
    return this.isOpen || this.matchesRest(text, this.prefix.length, context);
  }

  /** Whether what follows the prefix matches the text from `from` to its end. */
  matchesRest(text: string, from: number, context: RequestContext): boolean {
    const { pieces } = this;
    const last = pieces.length - 1;
    if (last < 0) return from === text.length;
    if (!this.isResolvable(context)) return false;
    let at = from;
    let retryPiece = NOWHERE;
    let retryAt = 0;
    for (let index = 0; ; ) {
      const piece = pieces[index]!;
      const start = index === last ? piece.findLast(text, at, context) : piece.findFirst(text, at, context);
      if (start !== NOWHERE) {
        if (index === last) return true;
        if (piece.gap === "anything") {
          retryPiece = index;
          retryAt = start + 1;
        }
        at = start + piece.length(context);
        index++;
      } else {
        // Another place for a gap that reaches anything helps only a gap that a colon stopped.
        if (piece.gap !== "component" || retryPiece === NOWHERE) return false;
        index = retryPiece;
        at = retryAt;
      }
    }
  }

  private isResolvable(context: RequestContext): boolean {
    for (const variable of this.variables) if (resolveVariable(variable, context) === undefined) return false;
    return true;
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
