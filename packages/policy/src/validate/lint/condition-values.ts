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

/** Values that their operator can never match. */
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
    return warn("valueNeverMatches", {
      span: spans[index] ?? entry.span,
      message: `${entry.operator} of ${JSON.stringify(entry.key)} hardly ever matches ${JSON.stringify(value)}.`,
      suggestion: `Write ${family.wanted}.`,
    });
  });
}

/** Behind the last brace that closes no variable is looked for, or many that are never closed would take quadratic time. */
function withoutVariables(value: string): string {
  const end = value.lastIndexOf("}") + 1;
  return value.slice(0, end).replace(/\$\{[^}]*\}/g, "") + value.slice(end);
}
