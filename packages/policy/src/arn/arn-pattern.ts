/**
 * Values of the ARN condition operators. IAM User Guide, "ARN condition operators": each of the six components is
 * checked separately, so that a wildcard before the sixth never runs over a colon.
 */

import type { PolicyVersion } from "../document/policy.ts";
import type { RequestContext } from "../request/request.ts";
import {
  hasVariables,
  parseTemplate,
  resolveVariable,
  type Token,
  type VariableToken,
} from "../variable/template.ts";
import { Pattern } from "./pattern.ts";
import { COLONS_BEFORE_RESOURCE, countColons } from "./resource-pattern.ts";

export type ArnMatcher = (arn: string, context: RequestContext) => boolean;

const matchesNothing: ArnMatcher = () => false;

/** A pattern of fewer than six components matches nothing, except for `*`, which matches any text. */
export function compileArnPattern(value: string, version: PolicyVersion): ArnMatcher {
  const tokens = parseTemplate(value, { variables: hasVariables(version), wildcards: true });
  if (tokens.length === 1 && tokens[0]!.kind === "*") return () => true;
  const asWritten = matcherOf(tokens);
  const early = variablesBeforeResource(tokens);
  if (early.length === 0) return asWritten;
  // Colons in the variables' values decide where the resource part begins: rare, so compiled for each request.
  return (arn, context) => {
    if (!early.some((token) => resolveVariable(token, context)?.includes(":")))
      return asWritten(arn, context);
    const resolved = resolveTokens(tokens, context, arn.length);
    return resolved !== undefined && matcherOf(resolved)(arn, context);
  };
}

function matcherOf(tokens: readonly Token[]): ArnMatcher {
  let colons = 0;
  const reached = tokens.map((token) => {
    const reach = colons < COLONS_BEFORE_RESOURCE ? ("component" as const) : ("anything" as const);
    if (token.kind === "literal") colons += countColons(token.text);
    return { token, reach };
  });
  if (colons < COLONS_BEFORE_RESOURCE) return matchesNothing;
  const pattern = new Pattern(reached);
  return (arn, context) => pattern.matches(arn, context);
}

function variablesBeforeResource(tokens: readonly Token[]): readonly VariableToken[] {
  const variables: VariableToken[] = [];
  let colons = 0;
  for (const token of tokens) {
    if (colons >= COLONS_BEFORE_RESOURCE) break;
    if (token.kind === "variable") variables.push(token);
    if (token.kind === "literal") colons += countColons(token.text);
  }
  return variables;
}

/**
 * The values of variables are literal text: a `*` in a user's name is no wildcard. Undefined where one has no value, or
 * where all together are longer than the ARN that they are compared with.
 */
function resolveTokens(
  tokens: readonly Token[],
  context: RequestContext,
  lengthMax: number,
): readonly Token[] | undefined {
  const resolved: Token[] = [];
  let left = lengthMax;
  for (const token of tokens) {
    const next = token.kind === "variable" ? resolveToken(token, context) : token;
    if (next === undefined) return undefined;
    if (next.kind === "literal") left -= next.text.length;
    if (left < 0) return undefined;
    resolved.push(next);
  }
  return resolved;
}

function resolveToken(token: VariableToken, context: RequestContext): Token | undefined {
  const text = resolveVariable(token, context);
  return text === undefined ? undefined : { kind: "literal", text };
}
