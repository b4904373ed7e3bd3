/**
 * The condition operators, a row each. IAM User Guide, "IAM JSON policy elements: Condition operators".
 * To add one: its name in document/operator-names.ts (this table then does not compile without its row) and the row.
 */
import { compileArnPattern } from "../arn/arn-pattern.ts";
import type { OperatorName } from "../document/operator-names.ts";
import type { PolicyVersion } from "../document/policy.ts";
import { equalsBase64 } from "./base64.ts";
import { compareInstant, parseInstant } from "./instant.ts";
import { parseIpRange } from "./ip-range.ts";
import { type Comparison, compareNumber, isNumber } from "./number.ts";
import { compileEquals, compileEqualsIgnoreCase, compileLike, equalsIgnoringCase } from "./text.ts";
import { matchesNothing, type ValueMatcher } from "./value-matcher.ts";

/** Compiles one value of the policy. A value of the wrong type matches nothing. */
export type CompileValue = (value: string, version: PolicyVersion) => ValueMatcher;

export interface ComparisonOperator {
  readonly kind: "comparison";
  readonly compile: CompileValue;
  /** The operator holds where the comparison fails; and where the key is absent. */
  readonly negated: boolean;
  /** Several values may be looked up at once, since a plain text is equal to itself alone. */
  readonly isPlainText: boolean;
}

/** `Null` alone: it asks whether the key is there, not what its value is. */
export interface PresenceOperator {
  readonly kind: "presence";
}

export type Operator = ComparisonOperator | PresenceOperator;

const number =
  (holds: (comparison: Comparison) => boolean): CompileValue =>
  (value) => {
    if (!isNumber(value)) return matchesNothing;
    const bound = Number(value);
    return (actual) => holds(compareNumber(actual, bound));
  };

const date =
  (holds: (comparison: Comparison) => boolean): CompileValue =>
  (value) => {
    const bound = parseInstant(value);
    return bound === undefined ? matchesNothing : (actual) => holds(compareInstant(actual, bound));
  };

const equal = (comparison: Comparison): boolean => comparison === 0;
const less = (comparison: Comparison): boolean => comparison === -1;
const lessOrEqual = (comparison: Comparison): boolean => comparison === -1 || comparison === 0;
const greater = (comparison: Comparison): boolean => comparison === 1;
const greaterOrEqual = (comparison: Comparison): boolean => comparison === 1 || comparison === 0;

const boolean: CompileValue = (value) => {
  const expected = value.toLowerCase();
  if (expected !== "true" && expected !== "false") return matchesNothing;
  const opposite = expected === "true" ? "false" : "true";
  // In its usual spelling a value is told at once.
  return (actual) => actual === expected || (actual !== opposite && equalsIgnoringCase(actual, expected));
};

const binary: CompileValue = (value) => (actual) => equalsBase64(actual, value);

const address: CompileValue = (value) => {
  const range = parseIpRange(value);
  return range === undefined ? matchesNothing : (actual) => range.contains(actual);
};

function is(compile: CompileValue): ComparisonOperator {
  return { kind: "comparison", compile, negated: false, isPlainText: compile === compileEquals };
}

function not(compile: CompileValue): ComparisonOperator {
  return { ...is(compile), negated: true };
}

const operators: { readonly [Name in OperatorName]: Operator } = {
  StringEquals: is(compileEquals),
  StringNotEquals: not(compileEquals),
  StringEqualsIgnoreCase: is(compileEqualsIgnoreCase),
  StringNotEqualsIgnoreCase: not(compileEqualsIgnoreCase),
  StringLike: is(compileLike),
  StringNotLike: not(compileLike),
  NumericEquals: is(number(equal)),
  NumericNotEquals: not(number(equal)),
  NumericLessThan: is(number(less)),
  NumericLessThanEquals: is(number(lessOrEqual)),
  NumericGreaterThan: is(number(greater)),
  NumericGreaterThanEquals: is(number(greaterOrEqual)),
  DateEquals: is(date(equal)),
  DateNotEquals: not(date(equal)),
  DateLessThan: is(date(less)),
  DateLessThanEquals: is(date(lessOrEqual)),
  DateGreaterThan: is(date(greater)),
  DateGreaterThanEquals: is(date(greaterOrEqual)),
  Bool: is(boolean),
  BinaryEquals: is(binary),
  IpAddress: is(address),
  NotIpAddress: not(address),
  ArnEquals: is(compileArnPattern),
  ArnLike: is(compileArnPattern),
  ArnNotEquals: not(compileArnPattern),
  ArnNotLike: not(compileArnPattern),
  Null: { kind: "presence" },
};

/** The operator of a name in the table's own case; undefined for any other text. */
export function findOperator(name: string): Operator | undefined {
  return Object.hasOwn(operators, name) ? operators[name as OperatorName] : undefined;
}
