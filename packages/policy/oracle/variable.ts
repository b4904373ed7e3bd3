/**
 * Policy variables: IAM User Guide, "IAM policy elements: Variables and tags". They exist from version 2012-10-17 on;
 * before, `${…}` is text like any other.
 */

import type { PolicyVersion } from "../src/document/policy.ts";
import { isMultivaluedKey } from "../src/request/multivalued-keys.ts";
import type { RequestContext } from "../src/request/request.ts";
import { literal, type Token } from "./pattern.ts";

/** What a text with variables is made of. `source` is the text as the policy has it. */
export type Piece =
  | { readonly kind: "text"; readonly source: string }
  | { readonly kind: "special"; readonly source: string; readonly character: string }
  | {
      readonly kind: "variable";
      readonly source: string;
      readonly key: string;
      readonly fallback: string | undefined;
    };

/** `${*}`, `${?}`, `${$}`; `${key}`; `${key, 'default'}`. Anything else is text. */
const variablePattern = /\$\{(?:([*?$])|([^{}',]+?)(?:\s*,\s*'([^']*)')?)\}/g;

export function splitPieces(text: string, version: PolicyVersion): readonly Piece[] {
  if (version === "2008-10-17") return [{ kind: "text", source: text }];
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(variablePattern)) {
    const [source, special, key, fallback] = match;
    pieces.push({ kind: "text", source: text.slice(end, match.index) });
    if (special !== undefined) pieces.push({ kind: "special", source, character: special });
    else pieces.push({ kind: "variable", source, key: key!, fallback });
    end = match.index + source.length;
  }
  pieces.push({ kind: "text", source: text.slice(end) });
  return pieces;
}

/**
 * The pieces as tokens, `textTokens` telling what plain text means (with or without wildcards). Undefined when a variable
 * has no value: "There is no equal or like value", and a resource "will not match any resource".
 */
export function resolvePieces(
  pieces: readonly Piece[],
  context: RequestContext,
  textTokens: (text: string) => readonly Token[],
): readonly Token[] | undefined {
  const tokens: Token[] = [];
  for (const piece of pieces) {
    if (piece.kind === "text") tokens.push(...textTokens(piece.source));
    else if (piece.kind === "special") tokens.push(...literal(piece.character));
    else {
      const value = variableValue(piece, context);
      if (value === undefined) return undefined;
      tokens.push(...literal(value));
    }
  }
  return tokens;
}

/** Recorded: "A multivalued value cannot expand a policy variable, not even with a default". */
function variableValue(
  { key, fallback }: Extract<Piece, { kind: "variable" }>,
  context: RequestContext,
): string | undefined {
  const value = context.get(key.toLowerCase());
  if (value === undefined) return fallback;
  return typeof value === "string" && !isMultivaluedKey(key) ? value : undefined;
}
