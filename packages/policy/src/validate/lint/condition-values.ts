import { readDecimal } from "../../condition/decimal.ts";
import { parseInstant } from "../../condition/instant.ts";
import { parseIpRange } from "../../condition/ip-range.ts";
import type { WarningFinding } from "../../document/finding.ts";
import type { ConditionEntry } from "../../document/policy.ts";
import { type LintedPolicy, warn } from "./lint-rule.ts";
import { conditionSpans } from "./value-spans.ts";

interface Family {
  readonly operators: RegExp;
  readonly canMatch: (value: string) => boolean;
  readonly wanted: string;
}

const isBoolean = (value: string): boolean => /^(?:true|false)$/i.test(value);

const FAMILIES: readonly Family[] = [
  { operators: /^Numeric/, canMatch: readDecimal, wanted: "a number" },
  { operators: /^Date/, canMatch: (value) => parseInstant(value) !== undefined, wanted: "a date" },
  { operators: /^(?:Bool|Null)$/, canMatch: isBoolean, wanted: '"true" or "false"' },
  {
    operators: /IpAddress$/,
    canMatch: (value) => parseIpRange(value) !== undefined,
    wanted: "an IP address or a range such as 192.0.2.0/24",
  },
  {
    operators: /^Arn/,
    canMatch: (value) => value === "*" || value.includes("${") || value.split(":").length >= 6,
    wanted: "an ARN with its six parts",
  },
  {
    operators: /^String(?:Not)?Equals/,
    canMatch: (value) => !/[*?]/.test(withoutVariables(value)),
    wanted: 'a text without wildcards: "*" and "?" mean something to StringLike alone',
  },
];

/** Values that their operator can never match. Under a negated operator that lets in, or keeps out, everybody. */
export function* lintConditionValues({ text, policy }: LintedPolicy): Iterable<WarningFinding> {
  for (const { conditions } of policy.statements) {
    for (const entry of conditions) yield* lintEntry(entry, text);
  }
}

function lintEntry(entry: ConditionEntry, text: string): readonly WarningFinding[] {
  const family = FAMILIES.find((each) => each.operators.test(entry.operator));
  if (family === undefined || entry.values.every(family.canMatch)) return [];
  const spans = conditionSpans(text, entry.span).values;
  return entry.values.flatMap((value, index) => {
    if (family.canMatch(value)) return [];
    const { code, message } = describe(value, entry);
    return warn(code, { span: spans[index] ?? entry.span, message, suggestion: `Write ${family.wanted}.` });
  });
}

function describe(
  value: string,
  { operator, key }: ConditionEntry,
): { readonly code: WarningFinding["code"]; readonly message: string } {
  const [shown, shownKey] = [JSON.stringify(value), JSON.stringify(key)];
  if (operator === "Bool") {
    return { code: "valueReadAsFalse", message: `${operator} of ${shownKey} reads ${shown} as "false".` };
  }
  if (operator.startsWith("Arn")) {
    const message = `${operator} of ${shownKey} cannot compare ${shown}: an Allow is never met by it, a Deny always.`;
    return { code: "valueNeverMatches", message };
  }
  if (operator.includes("Not")) {
    const message = `${operator} of ${shownKey} is met by everybody as far as ${shown} goes: it is no value to be unequal to.`;
    return { code: "valueExcludesNothing", message };
  }
  const message = `${operator} of ${shownKey} hardly ever matches ${shown}.`;
  return { code: "valueNeverMatches", message };
}

/** Behind the last brace that closes no variable is looked for, or many that are never closed would take quadratic time. */
function withoutVariables(value: string): string {
  const end = value.lastIndexOf("}") + 1;
  return value.slice(0, end).replace(/\$\{[^}]*\}/g, "") + value.slice(end);
}
