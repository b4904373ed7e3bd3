import type { WarningFinding } from "../../document/finding.ts";
import { nearestName } from "../../document/nearest-name.ts";
import type { Span } from "../../document/span.ts";
import type { ReferenceData } from "../reference-data.ts";
import { isKnownKey, knownKeys } from "./condition-keys.ts";
import { type LintedPolicy, warn } from "./lint-rule.ts";
import { conditionSpans, valueSpans } from "./value-spans.ts";

/**
 * Policy variables that are broken or that no request has, and placeholders that a tool should have filled: AWS takes them, and
 * they match nothing. IAM User Guide, "IAM policy elements: Variables and tags".
 */
export function* lintVariables({ text, policy, reference }: LintedPolicy): Iterable<WarningFinding> {
  const isCurrent = policy.version === "2012-10-17";
  for (const { values, spans } of writtenValues({ text, policy })) {
    for (const [index, value] of values.entries()) {
      if (!/\$\{|\{\{/.test(value)) continue;
      const span = spans()[index];
      if (span === undefined) continue;
      const found =
        lintPlaceholder(value, span) ?? (isCurrent ? lintValue(value, span, reference) : undefined);
      if (found !== undefined) yield found;
    }
  }
}

interface WrittenValues {
  readonly values: readonly string[];
  /** Worked out once it is asked for. */
  readonly spans: () => readonly Span[];
}

/** Where variables may stand: the resources and the values of conditions. */
function* writtenValues({ text, policy }: Pick<LintedPolicy, "text" | "policy">): Iterable<WrittenValues> {
  for (const { resource, conditions } of policy.statements) {
    if (resource !== undefined) {
      const { values, span } = resource;
      yield { values, spans: once(() => valueSpans(text, span)) };
    }
    for (const { values, span } of conditions) {
      yield { values, spans: once(() => conditionSpans(text, span).values) };
    }
  }
}

function once<Result>(make: () => Result): () => Result {
  let made: { readonly result: Result } | undefined;
  return () => {
    made ??= { result: make() };
    return made.result;
  };
}

/** CloudFormation and Terraform fill `${…}` of their own; others write `{{…}}`. */
function lintPlaceholder(value: string, span: Span): WarningFinding | undefined {
  const braces = /\{\{[\w .$-]{1,64}\}\}/.exec(value)?.[0];
  if (braces !== undefined) return unfilled(braces, "another tool", span);
  const pseudo = /\$\{AWS::\w{1,64}\}/.exec(value)?.[0];
  if (pseudo !== undefined) return unfilled(pseudo, "CloudFormation", span);
  const reference = /\$\{(?:var|local|data|module|each|path)\.[\w.[\]"*-]{1,128}\}/.exec(value)?.[0];
  return reference === undefined ? undefined : unfilled(reference, "Terraform", span);
}

function unfilled(placeholder: string, tool: string, span: Span): WarningFinding {
  return warn("unfilledPlaceholder", {
    span,
    message: `${JSON.stringify(placeholder)} is a placeholder of ${tool}, which AWS does not fill.`,
    suggestion: "Put the value itself here before the policy is sent.",
  });
}

/** What stands between the braces of a variable: a key, and a text for where it is missing. */
const VARIABLE = /^([^{}',]+)(?:, *'[^']*')?$/;

/** `${*}`, `${?}` and `${$}` are the characters themselves. */
const CHARACTERS: ReadonlySet<string> = new Set(["*", "?", "$"]);

/** The first that is wrong. Each variable is read once, so that many take linear time. */
function lintValue(
  value: string,
  span: Span,
  reference: ReferenceData | undefined,
): WarningFinding | undefined {
  let at = value.indexOf("${");
  while (at >= 0) {
    const end = endOfVariable(value, at + 2);
    const inside = end < 0 ? "" : value.slice(at + 2, end);
    const key = VARIABLE.exec(inside)?.[1]?.trimEnd();
    if (key === undefined) return broken(value.slice(at, end < 0 ? undefined : end + 1), end < 0, span);
    const unknown = CHARACTERS.has(key) ? undefined : lintKey(key, span, reference);
    if (unknown !== undefined) return unknown;
    at = value.indexOf("${", end);
  }
  return undefined;
}

/** The closing brace behind all quoted text; -1 where there is none, or another variable begins before. */
function endOfVariable(value: string, from: number): number {
  let isQuoted = false;
  for (let at = from; at < value.length; at++) {
    const character = value[at];
    if (character === "'") isQuoted = !isQuoted;
    if (isQuoted) continue;
    if (character === "}") return at;
    if (character === "{") return -1;
  }
  return -1;
}

const SHOWN_LENGTH = 60;

function broken(text: string, isOpen: boolean, span: Span): WarningFinding {
  return warn("brokenVariable", {
    span,
    message: `${JSON.stringify(text.slice(0, SHOWN_LENGTH))} is no variable, and is taken as plain text.`,
    suggestion: isOpen
      ? 'Close it, as in "${aws:username}"; "${$}" is a dollar sign.'
      : 'Name a key, as in "${aws:username}".',
  });
}

function lintKey(key: string, span: Span, reference: ReferenceData | undefined): WarningFinding | undefined {
  const known = reference === undefined ? undefined : knownKeys(key, reference);
  const isUnknown = !key.includes(":") || (known !== undefined && !isKnownKey(key, known));
  if (!isUnknown) return undefined;
  const meant = nearestName(key, known ?? []);
  return warn("unknownVariable", {
    span,
    message: `No request has a value for ${JSON.stringify(`\${${key}}`)}: what it stands in matches nothing.`,
    suggestion:
      meant === undefined
        ? 'Use a condition key, such as "${aws:username}" or "${aws:PrincipalTag/team}".'
        : `Did you mean "\${${meant}}"?`,
  });
}
