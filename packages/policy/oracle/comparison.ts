/**
 * The condition operators' comparisons: IAM User Guide, "IAM JSON policy elements: Condition operators"; and what AWS was recorded
 * to do, in September 2026, where the page is silent.
 */

import type { PolicyVersion } from "../src/document/policy.ts";
import type { RequestContext } from "../src/request/request.ts";
import { addressInRange, isAddress } from "./ip-address.ts";
import { literal, matches, type Token, wildcards } from "./pattern.ts";
import { orderNumbers, readBase64, readBoolean, readDate, readNumber } from "./values.ts";
import { resolvePieces, splitPieces } from "./variable.ts";

interface Surroundings {
  readonly version: PolicyVersion;
  readonly context: RequestContext;
}

/**
 * `actual` comes from the request, `expected` from the policy. "impossible": the policy's value is none of the operator's
 * type, and AWS was recorded not to take that for a mere difference.
 */
type Compare = (actual: string, expected: string, surroundings: Surroundings) => boolean | "impossible";

interface Comparison {
  readonly compare: Compare;
  /** The operator holds when the comparison fails. */
  readonly negated: boolean;
  /** Recorded: a request's value that is none of the operator's type "never matches, negated operators included". */
  readonly canCompare: (actual: string) => boolean;
}

const stringEquals: Compare = (actual, expected, surroundings) =>
  matchesText(actual, expected, { ...surroundings, textTokens: literal });

const stringEqualsIgnoreCase: Compare = (actual, expected, surroundings) => {
  const tokens = resolve(expected, { ...surroundings, textTokens: literal });
  return tokens !== undefined && lowerCase(textOf(tokens)) === lowerCase(actual);
};

/** Recorded: in lower case with context, not folded; characters of more than 16 bits stay as they are. */
const lowerCase = (text: string) => {
  const kept = [...text].filter(isSupplementary);
  return [...text.toLowerCase()]
    .map((character) => (isSupplementary(character) ? kept.shift() : character))
    .join("");
};

const isSupplementary = (character: string) => character.codePointAt(0)! > 0xffff;

const stringLike: Compare = (actual, expected, surroundings) =>
  matchesText(actual, expected, { ...surroundings, textTokens: wildcards });

/**
 * "Each of the six colon-delimited components of the ARN is checked separately and each can include multi-character match
 * wildcards (*) or single-character match wildcards (?)." ArnEquals and ArnLike behave identically. What is no ARN cannot be compared.
 */
const arnLike: Compare = (actual, expected, surroundings) => {
  if (expected === "*") return true;
  const tokens = resolve(expected, { ...surroundings, textTokens: wildcards });
  if (tokens === undefined) return false;
  const patterns = splitComponents(tokens, (token) => token.kind === "character" && token.character === ":");
  const start = patterns[0]!.every((token) => token.kind === "character") && textOf(patterns[0]!);
  if (patterns.length !== 6 || start !== "arn") return "impossible";
  const components = splitComponents(actual.split(""), (character) => character === ":");
  return patterns.every((pattern, index) => matches(pattern, components[index]!.join("")));
};

const isArn = (text: string) => text.split(":").length >= 6 && text.split(":")[0] === "arn";

function matchesText(actual: string, expected: string, options: ResolveOptions): boolean {
  const tokens = resolve(expected, options);
  return tokens !== undefined && matches(tokens, actual);
}

interface ResolveOptions extends Surroundings {
  readonly textTokens: (text: string) => readonly Token[];
}

const resolve = (text: string, { version, context, textTokens }: ResolveOptions) =>
  resolvePieces(splitPieces(text, version), context, textTokens);

const textOf = (tokens: readonly Token[]) =>
  tokens.map((token) => (token.kind === "character" ? token.character : "")).join("");

/** Six parts at most: the last keeps its colons. */
function splitComponents<Item>(items: readonly Item[], isColon: (item: Item) => boolean): Item[][] {
  const components: Item[][] = [[]];
  for (const item of items) {
    if (isColon(item) && components.length < 6) components.push([]);
    else components.at(-1)!.push(item);
  }
  return components;
}

/** A comparison of two values of one type; a text that is no such value never matches. */
const compareAs =
  <Value>(
    read: (text: string) => Value | undefined,
    test: (actual: Value, expected: Value) => boolean,
  ): Compare =>
  (actual, expected) => {
    const left = read(actual);
    const right = read(expected);
    return left !== undefined && right !== undefined && test(left, right);
  };

type Test = (order: number) => boolean;
const equal: Test = (order) => order === 0;
const less: Test = (order) => order < 0;
const lessOrEqual: Test = (order) => order <= 0;
const greater: Test = (order) => order > 0;
const greaterOrEqual: Test = (order) => order >= 0;

const asNumbers = (test: Test) =>
  compareAs(readNumber, (actual, expected) => test(orderNumbers(actual, expected)));
const asDates = (test: Test) => compareAs(readDate, (actual, expected) => test(actual - expected));

const anything = () => true;
const plain = (compare: Compare, canCompare: (actual: string) => boolean = anything): Comparison => ({
  compare,
  negated: false,
  canCompare,
});
const not = (compare: Compare, canCompare: (actual: string) => boolean = anything): Comparison => ({
  compare,
  negated: true,
  canCompare,
});

export const comparisons: ReadonlyMap<string, Comparison> = new Map([
  ["StringEquals", plain(stringEquals)],
  ["StringNotEquals", not(stringEquals)],
  ["StringEqualsIgnoreCase", plain(stringEqualsIgnoreCase)],
  ["StringNotEqualsIgnoreCase", not(stringEqualsIgnoreCase)],
  ["StringLike", plain(stringLike)],
  ["StringNotLike", not(stringLike)],
  ["NumericEquals", plain(asNumbers(equal))],
  ["NumericNotEquals", not(asNumbers(equal))],
  ["NumericLessThan", plain(asNumbers(less))],
  ["NumericLessThanEquals", plain(asNumbers(lessOrEqual))],
  ["NumericGreaterThan", plain(asNumbers(greater))],
  ["NumericGreaterThanEquals", plain(asNumbers(greaterOrEqual))],
  ["DateEquals", plain(asDates(equal))],
  ["DateNotEquals", not(asDates(equal))],
  ["DateLessThan", plain(asDates(less))],
  ["DateLessThanEquals", plain(asDates(lessOrEqual))],
  ["DateGreaterThan", plain(asDates(greater))],
  ["DateGreaterThanEquals", plain(asDates(greaterOrEqual))],
  ["Bool", plain(compareAs(readBoolean, (actual, expected) => actual === expected))],
  ["BinaryEquals", plain(compareAs(readBase64, (actual, expected) => actual === expected))],
  ["IpAddress", plain(addressInRange, isAddress)],
  ["NotIpAddress", not(addressInRange, isAddress)],
  ["ArnEquals", plain(arnLike, isArn)],
  ["ArnLike", plain(arnLike, isArn)],
  ["ArnNotEquals", not(arnLike, isArn)],
  ["ArnNotLike", not(arnLike, isArn)],
]);
