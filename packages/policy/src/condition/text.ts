/** Values of the string operators: IAM User Guide, "String condition operators". */
import { Pattern } from "../arn/pattern.ts";
import type { PolicyVersion } from "../document/policy.ts";
import {
  hasVariables,
  parseTemplate,
  resolveTokens,
  resolveVariable,
  type Token,
} from "../variable/template.ts";
import { DIFFERS, MATCHES, type ValueMatcher } from "./value-matcher.ts";

export function compileEquals(value: string, version: PolicyVersion): ValueMatcher {
  const tokens = parseTemplate(value, { variables: hasVariables(version), wildcards: false });
  return compilePattern(tokens);
}

/** A value with `*` and `?`, which may match any character. */
export function compileLike(value: string, version: PolicyVersion): ValueMatcher {
  const tokens = parseTemplate(value, { variables: hasVariables(version), wildcards: true });
  return compilePattern(tokens);
}

function compilePattern(tokens: readonly Token[]): ValueMatcher {
  const [first] = tokens;
  if (tokens.length === 1 && first?.kind === "variable") {
    return (actual, context) => (actual === resolveVariable(first, context) ? MATCHES : DIFFERS);
  }
  const pattern = new Pattern(tokens.map((token) => ({ token, reach: "anything" })));
  if (pattern.isExact) {
    const { prefix } = pattern;
    return (actual) => (actual === prefix ? MATCHES : DIFFERS);
  }
  return (actual, context) => (pattern.matches(actual, context) ? MATCHES : DIFFERS);
}

/** Lower case depends on what stands around a character, so that the whole value is needed, not its parts. */
export function compileEqualsIgnoreCase(value: string, version: PolicyVersion): ValueMatcher {
  const tokens = parseTemplate(value, { variables: hasVariables(version), wildcards: false });
  return (actual, context) => {
    const expected = resolveTokens(tokens, context, actual.length * GROWTH_MAX);
    return expected !== undefined && equalsIgnoringCase(actual, expected) ? MATCHES : DIFFERS;
  };
}

/** In lower case a text is at most so many times as long, for `İ` becomes two characters, and it is never shorter. */
const GROWTH_MAX = 2;

/**
 * Equal in lower case, as AWS was recorded to compare: what stands around a sigma tells which it becomes, nothing is folded
 * (`ſ` is no `s`), and characters beyond 16 bits keep their case. Copies are made only where other characters than ASCII differ.
 */
export function equalsIgnoringCase(left: string, right: string): boolean {
  if (left === right) return true;
  const length = Math.min(left.length, right.length);
  if (length * GROWTH_MAX < Math.max(left.length, right.length)) return false;
  for (let at = 0; at < length; at++) {
    const a = left.charCodeAt(at);
    const b = right.charCodeAt(at);
    if (a === b) continue;
    if (a > 0x7f || b > 0x7f) return equalsInLowerCase(left, right);
    if (lowerAscii(a) !== lowerAscii(b)) return false;
  }
  return left.length === right.length;
}

function equalsInLowerCase(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase() && supplementary(left) === supplementary(right);
}

/** The characters beyond 16 bits alone. */
function supplementary(text: string): string {
  return text.replace(/[^\ud800-\udfff]+/g, "");
}

function lowerAscii(code: number): number {
  return code >= 0x41 && code <= 0x5a ? code | 0x20 : code;
}
