/**
 * Resource and NotResource values. IAM User Guide, "IAM JSON policy elements: Resource": wildcards stand within the
 * colon-separated segments of an ARN; a `*` that ends its segment may run over colons. "Identify AWS resources with ARNs":
 * parts that an identity-based policy leaves out are `*`.
 */
import { KIND_RULES } from "../document/kind-rules.ts";
import type { Policy } from "../document/policy.ts";
import { hasVariables, parseTemplate, type Token } from "../variable/template.ts";
import { Pattern } from "./pattern.ts";
import type { PatternToken, Reach } from "./piece.ts";

/** The resource part of an ARN begins after this many colons and may hold colons of its own. */
export const COLONS_BEFORE_RESOURCE = 5;

/**
 * Undefined where the value can match nothing: a variable stands before the fifth colon, where AWS allows none.
 */
export function compileResourcePattern(
  value: string,
  language: Pick<Policy, "kind" | "version">,
): Pattern | undefined {
  const tokens = readResourceTokens(value, language);
  return tokens && new Pattern(tokens);
}

/** The tokens of a value with the reach of its wildcards. Undefined as `compileResourcePattern`. */
export function readResourceTokens(
  value: string,
  { kind, version }: Pick<Policy, "kind" | "version">,
): readonly PatternToken[] | undefined {
  const written = parseTemplate(value, { variables: hasVariables(version), wildcards: true });
  const tokens = KIND_RULES[kind].incompleteArns === "completed" ? completeTokens(written) : written;
  const isArn = value.startsWith("arn:");
  const reached: PatternToken[] = [];
  let colons = 0;
  for (const [index, token] of tokens.entries()) {
    const beforeResource = colons < COLONS_BEFORE_RESOURCE;
    if (isArn && beforeResource && isVariable(token)) return undefined;
    const staysInside = isArn && beforeResource && !(token.kind === "*" && endsComponent(tokens[index + 1]));
    const reach: Reach = staysInside ? "component" : "anything";
    reached.push({ token, reach });
    if (token.kind === "literal") colons += countColons(token.text);
  }
  return reached;
}

/** The tokens, and a `*` for each part that an ARN lacks. */
function completeTokens(tokens: readonly Token[]): readonly Token[] {
  const [first] = tokens;
  if (first?.kind !== "literal" || !first.text.startsWith("arn:")) return tokens;
  const colons = tokens.reduce(
    (sum, token) => sum + (token.kind === "literal" ? countColons(token.text) : 0),
    0,
  );
  const missing = Math.max(0, COLONS_BEFORE_RESOURCE - colons);
  return [...tokens, ...Array.from({ length: missing }, () => MISSING_PART).flat()];
}

const MISSING_PART: readonly Token[] = [{ kind: "literal", text: ":" }, { kind: "*" }];

function isVariable(token: Token): boolean {
  return token.kind === "variable" || (token.kind === "literal" && token.isEscape === true);
}

function endsComponent(next: Token | undefined): boolean {
  return next === undefined || (next.kind === "literal" && next.text[0] === ":");
}

export function countColons(text: string): number {
  let colons = 0;
  for (let at = text.indexOf(":"); at !== -1; at = text.indexOf(":", at + 1)) colons++;
  return colons;
}
