/** Resource and NotResource: IAM User Guide, "IAM JSON policy elements: Resource", "NotResource" and "Variables and tags". */

import type { PolicyKind, PolicyVersion, Statement } from "../src/document/policy.ts";
import type { RequestContext } from "../src/request/request.ts";
import { matches, type Token, wildcards } from "./pattern.ts";
import { type Piece, resolvePieces, splitPieces } from "./variable.ts";

export interface ResourceQuestion {
  readonly resource: string;
  /** Of the policy that has the element. */
  readonly kind: PolicyKind;
  readonly version: PolicyVersion;
  readonly context: RequestContext;
}

/** A statement without the element (a trust policy's) is about the resource that it is attached to. */
export function resourceApplies(element: Statement["resource"], question: ResourceQuestion): boolean {
  if (element === undefined) return true;
  const listed = element.values.some((value) => resourceMatches(value, question));
  return element.negated ? !listed : listed;
}

function resourceMatches(pattern: string, question: ResourceQuestion): boolean {
  const tokens = resourceTokens(pattern, question);
  return tokens !== undefined && matches(tokens, question.resource);
}

function resourceTokens(pattern: string, question: ResourceQuestion): readonly Token[] | undefined {
  const pieces = splitPieces(pattern, question.version);
  if (!pattern.startsWith("arn:")) return resolvePieces(pieces, question.context, wildcards);
  const { head, tail } = splitAtFifthColon(isIdentityBased(question.kind) ? completeArn(pieces) : pieces);
  // "You can't use a variable to replace parts of the ARN before the fifth colon."
  if (head.some((piece) => piece.kind === "variable" || piece.kind === "special")) return undefined;
  const tailTokens = resolvePieces(tail, question.context, wildcards);
  if (tailTokens === undefined) return undefined;
  const headText = head.map((piece) => piece.source).join("");
  return [...headTokens(headText, tail.length === 0), ...tailTokens];
}

/** A permissions boundary is a managed policy. Session policies "do not support incomplete ARNs". */
const isIdentityBased = (kind: PolicyKind) => kind === "identity" || kind === "boundary";

/**
 * "Identify AWS resources with Amazon Resource Names (ARNs)": "When you specify an incomplete ARN (one with fewer than the
 * standard six fields) in an identity-based policy, AWS automatically completes the ARN by adding wildcard characters (*) to
 * all missing fields. For example, specifying arn:aws:sqs is equivalent to arn:aws:sqs:*:*:*".
 */
function completeArn(pieces: readonly Piece[]): readonly Piece[] {
  const text = pieces.map((piece) => (piece.kind === "text" ? piece.source : "")).join("");
  const missing = 6 - text.split(":").length;
  return missing > 0 ? [...pieces, { kind: "text", source: ":*".repeat(missing) }] : pieces;
}

/** The colons inside a variable's name are not the ARN's. `tail` is empty when there is no fifth colon. */
function splitAtFifthColon(pieces: readonly Piece[]): { head: readonly Piece[]; tail: readonly Piece[] } {
  const head: Piece[] = [];
  let colons = 0;
  for (const [index, piece] of pieces.entries()) {
    if (piece.kind !== "text") {
      head.push(piece);
      continue;
    }
    for (let at = 0; at < piece.source.length; at++) {
      if (piece.source[at] === ":") colons++;
      if (colons < 5) continue;
      head.push({ kind: "text", source: piece.source.slice(0, at + 1) });
      const rest: Piece = { kind: "text", source: piece.source.slice(at + 1) };
      return { head, tail: [rest, ...pieces.slice(index + 1)] };
    }
    head.push(piece);
  }
  return { head, tail: [] };
}

/**
 * Within the ARN's first five segments a wildcard stays inside its segment; but "if the * wildcard is the last character of
 * a resource ARN segment, it can expand to match beyond the colon boundaries".
 */
function headTokens(text: string, endsPattern: boolean): readonly Token[] {
  return text.split("").map((character, index): Token => {
    const next = text[index + 1];
    const isLast = next === ":" || (next === undefined && endsPattern);
    if (character === "*") return { kind: "run", crossesColons: isLast };
    if (character === "?") return { kind: "one", crossesColons: false };
    return { kind: "character", character };
  });
}
