import type { RequestContext } from "../decide/request.ts";
import { resolveVariable, type Token, type VariableToken } from "../variable/template.ts";

/** How far a wildcard reaches: over anything, or within one colon-separated component. */
export type Reach = "anything" | "component";

/** A token with the reach it would have as a wildcard. */
export interface PatternToken {
  readonly token: Token;
  readonly reach: Reach;
}

/** A part of known length: a text, one character, or a variable's value. */
type Part =
  | { readonly kind: "literal"; readonly text: string }
  | { readonly kind: "?"; readonly reach: Reach }
  | VariableToken;

const COLON = 0x3a;

/** A stretch of a pattern without `*`, together with the `*` before it, if there is one. */
export class Piece {
  /** The reach of the `*` before; undefined where the piece follows the pattern's prefix at once. */
  readonly gap: Reach | undefined;
  private readonly parts: readonly Part[];
  private readonly fixedLength: number;
  private readonly variables: readonly VariableToken[];

  constructor(gap: Reach | undefined, parts: readonly Part[]) {
    this.gap = gap;
    this.parts = parts;
    this.variables = parts.filter((part) => part.kind === "variable");
    this.fixedLength = parts.reduce((length, part) => length + partLength(part), 0);
  }

  get isEmpty(): boolean {
    return this.parts.length === 0;
  }

  /** How much text the piece takes. Its variables must have values. */
  length(context: RequestContext): number {
    let length = this.fixedLength;
    for (const variable of this.variables) length += resolveVariable(variable, context)!.length;
    return length;
  }

  /** The first place at or after `from` that the gap reaches and where the piece stands; -1 where there is none. */
  findFirst(text: string, from: number, context: RequestContext): number {
    if (this.gap === undefined) return this.standsAt(text, from, context) ? from : -1;
    if (this.gap === "component") return this.findInComponent(text, from, context);
    const first = this.parts[0];
    if (first === undefined) return from;
    if (first.kind !== "literal") return this.findBySteps(text, from, context);
    for (let at = text.indexOf(first.text, from); at !== -1; at = text.indexOf(first.text, at + 1)) {
      if (this.standsAt(text, at, context)) return at;
    }
    return -1;
  }

  /** The place where the piece stands at the end of the text, if the gap reaches it from `from`; else -1. */
  findLast(text: string, from: number, context: RequestContext): number {
    const at = text.length - this.length(context);
    if (at < from || (this.gap === undefined && at !== from)) return -1;
    if (!this.standsAt(text, at, context)) return -1;
    if (this.gap !== "component") return at;
    const colon = text.indexOf(":", from);
    return colon === -1 || colon >= at ? at : -1;
  }

  private findBySteps(text: string, from: number, context: RequestContext): number {
    for (let at = from; at <= text.length; at++) if (this.standsAt(text, at, context)) return at;
    return -1;
  }

  private findInComponent(text: string, from: number, context: RequestContext): number {
    for (let at = from; at <= text.length; at++) {
      if (this.standsAt(text, at, context)) return at;
      if (text.charCodeAt(at) === COLON) return -1;
    }
    return -1;
  }

  private standsAt(text: string, start: number, context: RequestContext): boolean {
    let at = start;
    for (const part of this.parts) {
      if (part.kind === "?") {
        if (at >= text.length) return false;
        if (part.reach === "component" && text.charCodeAt(at) === COLON) return false;
        at++;
        continue;
      }
      const literal = part.kind === "literal" ? part.text : resolveVariable(part, context)!;
      if (!text.startsWith(literal, at)) return false;
      at += literal.length;
    }
    return true;
  }
}

function partLength(part: Part): number {
  if (part.kind === "literal") return part.text.length;
  return part.kind === "?" ? 1 : 0;
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
