import type { RequestContext } from "../request/request.ts";
import { ownText } from "../variable/own-text.ts";
import { resolveVariable, type Token, type VariableToken } from "../variable/template.ts";
import { ANY_BUT_COLON, ANY_CHARACTER, findFixed, type SearchRange } from "./fixed-search.ts";

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
const COLON = 0x3a;

/** A text of this length or less is looked for by indexOf, which may compare so many characters at each place. */
const SHORT_LENGTH_MAX = 32;

/** Over more places than these the search has to be linear whatever the text. */
export const STEPS_MAX = 1024;

/** A stretch of a pattern without `*`, together with the `*` before it, if there is one. */
export class Piece {
  /** The reach of the `*` before; undefined where the piece follows the pattern's prefix at once. */
  readonly gap: Reach | undefined;
  readonly literals: readonly string[];
  /** Nothing but a `*` that reaches anything. */
  readonly isOpen: boolean;
  /** The whole piece, where it is one text; undefined where it is more. */
  readonly literal: string | undefined;
  /** A `*` that no colon lets pass, and then a colon: only at the next colon can the piece stand. */
  private readonly isAtColon: boolean;
  private readonly parts: readonly Part[];

  constructor(gap: Reach | undefined, parts: readonly Part[]) {
    this.gap = gap;
    this.isOpen = gap === "anything" && parts.length === 0;
    this.parts = parts;
    this.literals = parts.flatMap((part) => (part.kind === "literal" ? [part.text] : []));
    this.literal = parts.length === this.literals.length ? ownText(this.literals.join("")) : undefined;
    const [first] = parts;
    this.isAtColon = gap === "component" && first?.kind === "literal" && first.text.startsWith(":");
  }

  /** The end of the first place at or after `from` that the gap reaches and where the piece stands; or NOWHERE. */
  findFirst(text: string, from: number, context: RequestContext): number {
    if (this.gap === undefined) return this.endFrom(text, from, context);
    if (this.isAtColon) {
      const colon = text.indexOf(":", from);
      return colon === -1 ? NOWHERE : this.endFrom(text, colon, context);
    }
    const { literal } = this;
    if (this.gap === "anything" && literal !== undefined) {
      if (literal.length <= SHORT_LENGTH_MAX || text.length - from <= STEPS_MAX) {
        const at = text.indexOf(literal, from);
        return at === -1 ? NOWHERE : at + literal.length;
      }
    }
    const lastStart = this.gap === "component" ? endOfComponent(text, from) : text.length;
    if (lastStart - from > STEPS_MAX) return this.findFar(text, { from, lastStart }, context);
    for (let at = from; at <= lastStart; at++) {
      const end = this.endFrom(text, at, context);
      if (end !== NOWHERE) return end;
    }
    return NOWHERE;
  }

  /** Whether the piece stands at the end of the text and the gap reaches it from `from`. */
  isAtEnd(text: string, from: number, context: RequestContext): boolean {
    if (this.isOpen) return true;
    const length = this.length(context);
    const at = text.length - length;
    if (length === NOWHERE || at < from || (this.gap === undefined && at !== from)) return false;
    if (this.endFrom(text, at, context) === NOWHERE) return false;
    if (this.gap !== "component") return true;
    return endOfComponent(text, from) >= at;
  }

  /** How much text the piece takes; NOWHERE where a variable has no value. */
  length(context: RequestContext): number {
    if (this.literal !== undefined) return this.literal.length;
    let length = 0;
    for (const part of this.parts) {
      const text = sampleOf(part, context);
      if (text === undefined) return NOWHERE;
      length += text.length;
    }
    return length;
  }

  private findFar(text: string, range: SearchRange, context: RequestContext): number {
    const places: number[] = [];
    for (const part of this.parts) {
      if (part.kind === "?") {
        places.push(part.reach === "component" ? ANY_BUT_COLON : ANY_CHARACTER);
        continue;
      }
      const expected = part.kind === "literal" ? part.text : resolveVariable(part, context);
      if (expected === undefined) return NOWHERE;
      for (let at = 0; at < expected.length; at++) places.push(expected.charCodeAt(at));
    }
    return places.length === 0 ? range.from : findFixed(places, text, range);
  }

  /** Where the piece ends if it stands at `start`; or NOWHERE. */
  private endFrom(text: string, start: number, context: RequestContext): number {
    let at = start;
    for (const part of this.parts) {
      if (part.kind === "?") {
        if (at >= text.length) return NOWHERE;
        if (part.reach === "component" && text.charCodeAt(at) === COLON) return NOWHERE;
        at++;
        continue;
      }
      const expected = part.kind === "literal" ? part.text : resolveVariable(part, context);
      if (expected === undefined || !text.startsWith(expected, at)) return NOWHERE;
      at += expected.length;
    }
    return at;
  }
}

/** The place of the next colon, or the end of the text. */
function endOfComponent(text: string, from: number): number {
  const colon = text.indexOf(":", from);
  return colon === -1 ? text.length : colon;
}

/** A text as long as the part. */
function sampleOf(part: Part, context: RequestContext): string | undefined {
  if (part.kind === "literal") return part.text;
  return part.kind === "?" ? "?" : resolveVariable(part, context);
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
