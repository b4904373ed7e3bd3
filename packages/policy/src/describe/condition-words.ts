/** One key of a Condition element in words. IAM User Guide, "IAM JSON policy elements: Condition operators". */
import type { OperatorName } from "../document/operator-names.ts";
import type { ConditionEntry } from "../document/policy.ts";
import type { Span } from "../document/span.ts";
import { showText } from "../explain/paint.ts";
import { isMultivaluedKey } from "../request/multivalued-keys.ts";
import { nameConditionKey } from "./condition-key-words.ts";
import { joinWords } from "./list-words.ts";

export interface ConditionWords {
  /** A clause behind "if": `the region is eu-central-1`. */
  readonly words: string;
  /**
   * Behind "unless", for who forbids: the condition is met wherever this is not so, and nowhere else. Undefined where it cannot
   * be said more simply than by `words`.
   */
  readonly unless: string | undefined;
  readonly key: string;
  readonly span: Span;
}

type Comparison =
  | "is"
  | "isLike"
  | "isIn"
  | "lessThan"
  | "atMost"
  | "moreThan"
  | "atLeast"
  | "before"
  | "until"
  | "after"
  | "from";

/** What stands between a key and its values. */
const VERBS: Readonly<Record<Comparison, string>> = {
  is: "is",
  isLike: "is like",
  isIn: "is in",
  lessThan: "is less than",
  atMost: "is at most",
  moreThan: "is more than",
  atLeast: "is at least",
  before: "is before",
  until: "is not after",
  after: "is after",
  from: "is not before",
};

type ComparingOperator = Exclude<OperatorName, "Null">;

/** How each operator compares, and whether it holds where the comparison does not. */
const COMPARISONS: Readonly<Record<ComparingOperator, readonly [Comparison, "negated"?]>> = {
  StringEquals: ["is"],
  StringNotEquals: ["is", "negated"],
  StringEqualsIgnoreCase: ["is"],
  StringNotEqualsIgnoreCase: ["is", "negated"],
  StringLike: ["isLike"],
  StringNotLike: ["isLike", "negated"],
  NumericEquals: ["is"],
  NumericNotEquals: ["is", "negated"],
  NumericLessThan: ["lessThan"],
  NumericLessThanEquals: ["atMost"],
  NumericGreaterThan: ["moreThan"],
  NumericGreaterThanEquals: ["atLeast"],
  DateEquals: ["is"],
  DateNotEquals: ["is", "negated"],
  DateLessThan: ["before"],
  DateLessThanEquals: ["until"],
  DateGreaterThan: ["after"],
  DateGreaterThanEquals: ["from"],
  Bool: ["is"],
  BinaryEquals: ["is"],
  IpAddress: ["isIn"],
  NotIpAddress: ["isIn", "negated"],
  ArnEquals: ["isLike"],
  ArnLike: ["isLike"],
  ArnNotEquals: ["isLike", "negated"],
  ArnNotLike: ["isLike", "negated"],
};

/** Keys that say yes or no, as clauses. */
const FLAGS: ReadonlyMap<string, readonly [yes: string, no: string]> = new Map([
  ["aws:multifactorauthpresent", ["MFA was used", "MFA was not used"]],
  ["aws:securetransport", ["TLS is used", "TLS is not used"]],
  ["aws:viaawsservice", ["an AWS service asks for the caller", "no AWS service asks for the caller"]],
  ["aws:principalisawsservice", ["an AWS service itself asks", "no AWS service itself asks"]],
  ["kms:grantisforawsresource", ["an AWS service makes the grant", "no AWS service makes the grant"]],
]);

const VALUES_MAX = 3;

export function describeCondition(entry: ConditionEntry): ConditionWords {
  const { key, span } = entry;
  const { words, unless } = wordsOf(entry);
  return { words: showText(words), unless: unless && showText(unless), key, span };
}

function wordsOf(entry: ConditionEntry): Pick<ConditionWords, "words" | "unless"> {
  const name = nameConditionKey(entry.key);
  if (entry.operator === "Null") return describePresence(entry, name);
  const [comparison, negated] = COMPARISONS[entry.operator as ComparingOperator];
  const isNegated = negated !== undefined;
  if (entry.quantifier === undefined && isMultivaluedKey(entry.key)) {
    // Whatever it has, such a key meets no operator without a quantifier: what is left is that it has nothing.
    const holdsAbsent = isNegated || entry.ifExists;
    return {
      words: holdsAbsent ? `${name} is not sent` : `${name} is compared as one value, which is never so`,
      unless: undefined,
    };
  }
  if (entry.quantifier !== undefined)
    return { words: describeQuantified(entry, name, { comparison, isNegated }), unless: undefined };
  if (entry.operator === "Bool") return describeFlag(entry, name);
  const values = listValues(entry.values);
  const positive = `${name} ${VERBS[comparison]} ${values}`;
  if (isNegated) return { words: `${name} ${negate(comparison, entry.values)}`, unless: positive };
  return { words: entry.ifExists ? `${positive}, or is not sent` : positive, unless: undefined };
}

function describePresence(
  { values }: ConditionEntry,
  name: string,
): Pick<ConditionWords, "words" | "unless"> {
  const wanted = new Set(values.map((value) => value.toLowerCase() === "true"));
  if (wanted.size !== 1) return { words: `${name} is sent or not`, unless: undefined };
  const [isAbsent] = wanted;
  return isAbsent
    ? { words: `${name} is not sent`, unless: `${name} is sent` }
    : { words: `${name} is sent`, unless: `${name} is not sent` };
}

/** `true` in any case is true, every other text is false. */
function describeFlag(
  { key, values, ifExists }: ConditionEntry,
  name: string,
): Pick<ConditionWords, "words" | "unless"> {
  const wanted = new Set(values.map((value) => value.toLowerCase() === "true"));
  const hasVariable = values.some((value) => value.includes("${"));
  const [yes, no] = FLAGS.get(key.toLowerCase()) ?? [`${name} is true`, `${name} is false`];
  if (wanted.size !== 1 || hasVariable)
    return {
      words: `${name} is ${listValues(values)}${ifExists ? ", or is not sent" : ""}`,
      unless: undefined,
    };
  const [isTrue] = wanted;
  const clause = isTrue ? yes : no;
  if (!ifExists) return { words: isTrue ? clause : `${clause} and this is said`, unless: undefined };
  return { words: `${clause}, or nothing is said of it`, unless: isTrue ? undefined : yes };
}

function describeQuantified(
  { quantifier, values, ifExists }: ConditionEntry,
  name: string,
  { comparison, isNegated }: { readonly comparison: Comparison; readonly isNegated: boolean },
): string {
  const predicate = isNegated ? negate(comparison, values) : `${VERBS[comparison]} ${listValues(values)}`;
  if (quantifier === "ForAllValues") return `every value of ${name}, if there is any, ${predicate}`;
  return `some value of ${name} ${predicate}${ifExists ? ", or none is sent" : ""}`;
}

/** `is not a`, `is none of a and b`. */
function negate(comparison: Comparison, values: readonly string[]): string {
  const verb = VERBS[comparison];
  if (values.length === 1) return `${verb.replace("is", "is not")} ${values.map(showValue).join("")}`;
  const isMany = values.length > VALUES_MAX || values.length === 0;
  return `${verb} none of ${isMany ? `${values.length} values` : joinWords(values.map(showValue))}`;
}

function listValues(values: readonly string[]): string {
  if (values.length === 0) return "one of no values";
  if (values.length > VALUES_MAX) return `one of ${values.length} values`;
  return joinWords(values.map(showValue), "or");
}

/** A value as it is written; quoted where it could be read as part of the sentence. */
function showValue(value: string): string {
  return value === "" || /[\s,"]/.test(value) ? JSON.stringify(value) : value;
}
