/**
 * Values of the ARN condition operators. IAM User Guide, "ARN condition operators": each of the six components is
 * checked separately, so that a wildcard before the sixth never runs over a colon.
 */

import type { PolicyVersion } from "../document/policy.ts";
import type { RequestContext } from "../request/request.ts";
import { hasVariables, parseTemplate, resolveVariable, type Token } from "../variable/template.ts";
import { Pattern } from "./pattern.ts";
import { COLONS_BEFORE_RESOURCE, countColons } from "./resource-pattern.ts";

export type ArnMatcher = (arn: string, context: RequestContext) => boolean;

const matchesNothing: ArnMatcher = () => false;

/** A pattern of fewer than six components matches nothing, except for `*`, which matches any text. */
export function compileArnPattern(value: string, version: PolicyVersion): ArnMatcher {
  const tokens = parseTemplate(value, { variables: hasVariables(version), wildcards: true });
  if (tokens.length === 1 && tokens[0]!.kind === "*") return () => true;
  if (!hasVariableBeforeResource(tokens)) return matcherOf(tokens);
  // Colons in the variables' values decide where the resource part begins: rare, so compiled for each request.
  return (arn, context) => {
    const resolved = resolveTokens(tokens, context);
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

function hasVariableBeforeResource(tokens: readonly Token[]): boolean {
  let colons = 0;
  for (const token of tokens) {
    if (colons >= COLONS_BEFORE_RESOURCE) return false;
    if (token.kind === "variable") return true;
    if (token.kind === "literal") colons += countColons(token.text);
  }
  return false;
}

/** The values of variables are literal text: a `*` in a user's name is no wildcard. */
function resolveTokens(tokens: readonly Token[], context: RequestContext): readonly Token[] | undefined {
  const resolved: Token[] = [];
  for (const token of tokens) {
    if (token.kind !== "variable") {
      resolved.push(token);
      continue;
    }
    const text = resolveVariable(token, context);
    if (text === undefined) return undefined;
    resolved.push({ kind: "literal", text });
  }
  return resolved;
}
