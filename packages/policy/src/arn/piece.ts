import type { RequestContext } from "../request/request.ts";
import { ownText } from "../variable/own-text.ts";
import { resolveVariable, type Token, type VariableToken } from "../variable/template.ts";

/** How far a wildcard reaches: over anything, or within one colon-separated component. */
export type Reach = "anything" | "component";

/** A token with the reach it would have as a wildcard. */
export interface PatternToken {
  readonly token: Token;
  readonly reach: Reach;
}

/** A part whose length a request settles: a text, one character, or a variable's value. */
type Part =
  | { readonly kind: "literal"; readonly text: string }
  | { readonly kind: "?"; readonly reach: Reach }
  | VariableToken;

export const NOWHERE = -1;
/** Instead of a place: to look for it one step after the other could take too many. */
export const TOO_FAR = -2;
const COLON = 0x3a;

/** A text of this length or less is looked for by indexOf, which may compare so many characters at each place. */
const SHORT_LENGTH_MAX = 32;

/** Over more places than these a longer text is looked for so that the time is linear whatever the text. */
export const PLACES_MAX = 1024;

/** The most characters that may be compared to find a piece at one place after the other. */
const STEPS_MAX = 8192;

/** Asking the context for a variable costs as much as comparing so many characters. */
const STEPS_PER_VARIABLE = 24;

/** How a piece is looked for in a text. */
export interface PieceSearch {
  /** The reach of the `*` before; undefined where the piece follows the pattern's prefix at once. */
  readonly gap: Reach | undefined;
  /** The end of the first place at or after `from` that the gap reaches and where the piece stands; or NOWHERE, or TOO_FAR. */
  findFirst(text: string, from: number, context: RequestContext): number;
  /** Whether the piece stands at the end of the text and the gap reaches it from `from`. */
  isAtEnd(text: string, from: number, context: RequestContext): boolean;
  /** How much text the piece takes; NOWHERE where a variable has no value. */
  length(context: RequestContext): number;
}

/** A stretch of a pattern without `*`, together with the `*` before it, if there is one. */
export class Piece implements PieceSearch {
  readonly gap: Reach | undefined;
  readonly literals: readonly string[];
  /** Nothing but a `*` that reaches anything. */
  readonly isOpen: boolean;
  /** The whole piece, where it is one text; undefined where it is more. */
  readonly literal: string | undefined;
  /** A `*` that no colon lets pass, and then a colon: only at the next colon can the piece stand. */
  private readonly isAtColon: boolean;
  private readonly parts: readonly Part[];
  private readonly variableCount: number;
  /** NOWHERE where variables decide. */
  private readonly fixedLength: number;

  constructor(gap: Reach | undefined, parts: readonly Part[]) {
    this.gap = gap;
    this.isOpen = gap === "anything" && parts.length === 0;
    this.parts = parts;
    this.literals = parts.flatMap((part) => (part.kind === "literal" ? [part.text] : []));
    this.literal = parts.length === this.literals.length ? ownText(this.literals.join("")) : undefined;
    const [first] = parts;
    this.isAtColon = gap === "component" && first?.kind === "literal" && first.text.startsWith(":");
    this.variableCount = parts.filter((part) => part.kind === "variable").length;
    this.fixedLength = this.variableCount > 0 ? NOWHERE : sumLengths(parts);
  }

  findFirst(text: string, from: number, context: RequestContext): number {
    if (this.gap === undefined) return this.endFrom(text, from, context);
    const { literal } = this;
    if (this.gap === "anything" && literal !== undefined) return findLiteral(text, from, literal);
    const length = this.length(context);
    const lastPlace = text.length - length;
    if (length === NOWHERE || lastPlace < from) return NOWHERE;
    const reached = this.gap === "component" ? endOfComponent(text, from) : text.length;
    if (this.isAtColon) return this.endFrom(text, reached, context);
    const last = Math.min(reached, lastPlace);
    const stepsPerPlace = length + this.variableCount * STEPS_PER_VARIABLE;
    if ((last - from + 1) * stepsPerPlace > STEPS_MAX) return TOO_FAR;
    for (let at = from; at <= last; at++) {
      const end = this.endFrom(text, at, context);
      if (end !== NOWHERE) return end;
    }
    return NOWHERE;
  }

  isAtEnd(text: string, from: number, context: RequestContext): boolean {
    if (this.isOpen) return true;
    const length = this.length(context);
    const at = text.length - length;
    if (length === NOWHERE || at < from || !gapReaches(this.gap, text, from, at)) return false;
    return this.endFrom(text, at, context) !== NOWHERE;
  }

  length(context: RequestContext): number {
    if (this.fixedLength !== NOWHERE) return this.fixedLength;
    let length = 0;
    for (const part of this.parts) {
      const text = sampleOf(part, context);
      if (text === undefined) return NOWHERE;
      length += text.length;
    }
    return length;
  }

  /** The piece in a request: texts, and the reach of each character that may be any. Its variables have values. */
  resolve(context: RequestContext): readonly (string | { readonly reach: Reach })[] {
    const resolved: (string | { readonly reach: Reach })[] = [];
    for (const part of this.parts) {
      const previous = resolved.at(-1);
      if (part.kind === "?") resolved.push(part);
      else if (typeof previous === "string") resolved[resolved.length - 1] = previous + textOf(part, context);
      else resolved.push(textOf(part, context) ?? "");
    }
    return resolved;
  }

  /** Where the piece ends if it stands at `start`; or NOWHERE. */
  endFrom(text: string, start: number, context: RequestContext): number {
    let at = start;
    for (const part of this.parts) {
      if (part.kind === "?") {
        if (at >= text.length) return NOWHERE;
        if (part.reach === "component" && text.charCodeAt(at) === COLON) return NOWHERE;
        at++;
        continue;
      }
      const expected = textOf(part, context);
      if (expected === undefined || !text.startsWith(expected, at)) return NOWHERE;
      at += expected.length;
    }
    return at;
  }
}

function findLiteral(text: string, from: number, literal: string): number {
  const left = text.length - from;
  if (literal.length > left) return NOWHERE;
  if (literal.length > SHORT_LENGTH_MAX && left > PLACES_MAX) return TOO_FAR;
  const at = text.indexOf(literal, from);
  return at === -1 ? NOWHERE : at + literal.length;
}

/** Whether the `*` before a piece, or nothing where there is none, can fill the text between two places. */
export function gapReaches(gap: Reach | undefined, text: string, from: number, to: number): boolean {
  if (gap === undefined) return from === to;
  return gap === "anything" || endOfComponent(text, from) >= to;
}

/** The place of the next colon, or the end of the text. */
function endOfComponent(text: string, from: number): number {
  const colon = text.indexOf(":", from);
  return colon === -1 ? text.length : colon;
}

function textOf(part: Exclude<Part, { kind: "?" }>, context: RequestContext): string | undefined {
  return part.kind === "literal" ? part.text : resolveVariable(part, context);
}

/** A text as long as the part. */
function sampleOf(part: Part, context: RequestContext): string | undefined {
  return part.kind === "?" ? "?" : textOf(part, context);
}

function sumLengths(parts: readonly Part[]): number {
  return parts.reduce((sum, part) => sum + (part.kind === "literal" ? part.text.length : 1), 0);
}

/** Cuts a pattern at its `*`s. A run of `*` is as wide as its widest. */
export function cutPieces(tokens: readonly PatternToken[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let gap: Reach | undefined;
  let parts: Part[] = [];
  for (const { token, reach } of tokens) {
    if (token.kind !== "*") {
      parts.push(token.kind === "?" ? { kind: "?", reach } : token);
      continue;
    }
    if (parts.length > 0) pieces.push(new Piece(gap, parts));
    else if (gap === "anything") continue;
    gap = reach;
    parts = [];
  }
  if (gap !== undefined || parts.length > 0) pieces.push(new Piece(gap, parts));
  return pieces;
}
