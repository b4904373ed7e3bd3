/**
 * Values of the ARN condition operators. IAM User Guide, "ARN condition operators": each of the six components is
 * checked separately, so that a wildcard before the sixth never runs over a colon. What happens to texts that are no ARNs was
 * recorded on AWS.
 */
import {
  DIFFERS,
  INCOMPARABLE,
  MATCHES,
  type Match,
  matchAny,
  UNDECIDED,
  type ValueMatcher,
} from "../condition/value-matcher.ts";
import type { PolicyVersion } from "../document/policy.ts";
import type { RequestContext } from "../request/request.ts";
import { hasVariables, parseTemplate, resolveVariable, type Token } from "../variable/template.ts";
import { ArnShape, isArn } from "./arn-shape.ts";
import { Pattern } from "./pattern.ts";
import { COLONS_BEFORE_RESOURCE, countColons } from "./resource-pattern.ts";

/** Compares an ARN with patterns. A request's text that is no ARN is not compared at all, with `*` neither. */
export function compileArnPatterns(values: readonly string[], version: PolicyVersion): ValueMatcher {
  const match = matchAny(values.map((value) => compileArnPattern(value, version)));
  return (actual, context) => (isArn(actual) ? match(actual, context) : INCOMPARABLE);
}

function compileArnPattern(value: string, version: PolicyVersion): ValueMatcher {
  const tokens = parseTemplate(value, { variables: hasVariables(version), wildcards: true });
  if (tokens.length === 1 && tokens[0]!.kind === "*") return () => MATCHES;
  const shape = new ArnShape(tokens);
  const asWritten = matcherOf(tokens);
  if (!shape.hasVariables) return shape.isArn(NO_CONTEXT) ? asWritten : () => UNDECIDED;
  return (arn, context) => {
    if (shape.lacksValue(context)) return DIFFERS;
    if (!shape.isArn(context)) return UNDECIDED;
    // Colons in the variables' values decide where the resource part begins: rare, so compiled for each request.
    return shape.bringsColons(context) ? matchResolved(tokens, arn, context) : asWritten(arn, context);
  };
}

/** Nobody asks where there are no variables. */
const NO_CONTEXT: RequestContext = new Map<string, string>();

function matcherOf(tokens: readonly Token[]): ValueMatcher {
  let colons = 0;
  const reached = tokens.map((token) => {
    const reach = colons < COLONS_BEFORE_RESOURCE ? ("component" as const) : ("anything" as const);
    if (token.kind === "literal") colons += countColons(token.text);
    return { token, reach };
  });
  const pattern = new Pattern(reached);
  return (arn, context) => (pattern.matches(arn, context) ? MATCHES : DIFFERS);
}

/** The values of variables are literal text: a `*` in a user's name is no wildcard. */
function matchResolved(tokens: readonly Token[], arn: string, context: RequestContext): Match {
  const resolved: Token[] = [];
  let left = arn.length;
  for (const token of tokens) {
    const next: Token =
      token.kind === "variable" ? { kind: "literal", text: resolveVariable(token, context)! } : token;
    if (next.kind === "literal") left -= next.text.length;
    // Longer than the ARN it cannot match it.
    if (left < 0) return DIFFERS;
    resolved.push(next);
  }
  return matcherOf(resolved)(arn, context);
}
