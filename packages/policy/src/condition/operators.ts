/**
 * The condition operators, a row each. IAM User Guide, "IAM JSON policy elements: Condition operators".
 * To add one: its name in document/operator-names.ts (this table then does not compile without its row) and the row.
 */
import { compileArnPatterns } from "../arn/arn-pattern.ts";
import type { OperatorName } from "../document/operator-names.ts";
import type { PolicyVersion } from "../document/policy.ts";
import { equalsBase64 } from "./base64.ts";
import { compareRead, type Order, parseDecimal, readDecimal } from "./decimal.ts";
import { compareReadInstant, parseInstant, readInstant } from "./instant.ts";
import { compileIpRanges } from "./ip-range.ts";
import { compileEquals, compileEqualsIgnoreCase, compileLike, equalsIgnoringCase } from "./text.ts";
import { DIFFERS, MATCHES, matchAny, matchesNothing, type ValueMatcher } from "./value-matcher.ts";

/** Compiles one value of the policy. */
type CompileValue = (value: string, version: PolicyVersion) => ValueMatcher;

/** Compiles the values of a policy, so that a value of the request is read once for all of them. */
export type CompileValues = (values: readonly string[], version: PolicyVersion) => ValueMatcher;

export interface ComparisonOperator {
  readonly kind: "comparison";
  readonly compile: CompileValues;
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

type Holds = (order: Order) => boolean;

/** A text that is no number differs from every number, and so do values of the policy that are none: recorded. */
const number =
  (holds: Holds): CompileValues =>
  (values) => {
    const bounds = values.map(parseDecimal).filter((bound) => bound !== undefined);
    return (actual) => {
      if (!readDecimal(actual)) return DIFFERS;
      for (const bound of bounds) if (holds(compareRead(actual, bound))) return MATCHES;
      return DIFFERS;
    };
  };

/** Dates as numbers. */
const date =
  (holds: Holds): CompileValues =>
  (values) => {
    const bounds = values.map(parseInstant).filter((bound) => bound !== undefined);
    return (actual) => {
      if (!readInstant(actual)) return DIFFERS;
      for (const bound of bounds) if (holds(compareReadInstant(bound))) return MATCHES;
      return DIFFERS;
    };
  };

const equal: Holds = (order) => order === 0;
const less: Holds = (order) => order === -1;
const lessOrEqual: Holds = (order) => order !== 1;
const greater: Holds = (order) => order === 1;
const greaterOrEqual: Holds = (order) => order !== -1;

/** `true` in any case is true, every other text is false: recorded, of policies and of requests. */
const boolean: CompileValues = (values) => {
  const wantsTrue = values.some((value) => equalsIgnoringCase(value, "true"));
  const wantsFalse = values.some((value) => !equalsIgnoringCase(value, "true"));
  if (wantsTrue === wantsFalse) return wantsTrue ? () => MATCHES : matchesNothing;
  return (actual) => {
    // In its usual spelling a value is told at once.
    const isTrue = actual === "true" || (actual !== "false" && equalsIgnoringCase(actual, "true"));
    return isTrue === wantsTrue ? MATCHES : DIFFERS;
  };
};

const binary: CompileValue = (value) => (actual) => (equalsBase64(actual, value) ? MATCHES : DIFFERS);

/** Values that are compared one after the other. */
const each =
  (compile: CompileValue): CompileValues =>
  (values, version) =>
    matchAny(values.map((value) => compile(value, version)));

const text = each(compileEquals);
const textIgnoringCase = each(compileEqualsIgnoreCase);
const textPattern = each(compileLike);

function is(compile: CompileValues): ComparisonOperator {
  return { kind: "comparison", compile, negated: false, isPlainText: compile === text };
}

function not(compile: CompileValues): ComparisonOperator {
  return { ...is(compile), negated: true };
}

const operators: { readonly [Name in OperatorName]: Operator } = {
  StringEquals: is(text),
  StringNotEquals: not(text),
  StringEqualsIgnoreCase: is(textIgnoringCase),
  StringNotEqualsIgnoreCase: not(textIgnoringCase),
  StringLike: is(textPattern),
  StringNotLike: not(textPattern),
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
  BinaryEquals: is(each(binary)),
  IpAddress: is(compileIpRanges),
  NotIpAddress: not(compileIpRanges),
  ArnEquals: is(compileArnPatterns),
  ArnLike: is(compileArnPatterns),
  ArnNotEquals: not(compileArnPatterns),
  ArnNotLike: not(compileArnPatterns),
  Null: { kind: "presence" },
};

/** The operator of a name in the table's own case; undefined for any other text. */
export function findOperator(name: string): Operator | undefined {
  return Object.hasOwn(operators, name) ? operators[name as OperatorName] : undefined;
}
