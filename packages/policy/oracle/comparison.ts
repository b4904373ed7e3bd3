/** The condition operators' comparisons: IAM User Guide, "IAM JSON policy elements: Condition operators". */

import type { PolicyVersion } from "../src/document/policy.ts";
import type { RequestContext } from "../src/request/request.ts";
import { addressInRange } from "./ip-address.ts";
import { literal, matches, type Token, wildcards } from "./pattern.ts";
import { readBase64, readBoolean, readDate, readNumber } from "./values.ts";
import { resolvePieces, splitPieces } from "./variable.ts";

interface Surroundings {
  readonly version: PolicyVersion;
  readonly context: RequestContext;
}

/** `actual` comes from the request, `expected` from the policy. */
type Compare = (actual: string, expected: string, surroundings: Surroundings) => boolean;

interface Comparison {
  readonly compare: Compare;
  /** The operator holds when the comparison fails. */
  readonly negated: boolean;
}

const stringEquals: Compare = (actual, expected, surroundings) =>
  matchesText(actual, expected, { ...surroundings, textTokens: literal });

const stringEqualsIgnoreCase: Compare = (actual, expected, surroundings) => {
  const tokens = resolve(expected, { ...surroundings, textTokens: literal });
  return tokens !== undefined && textOf(tokens).toLowerCase() === actual.toLowerCase();
};

const stringLike: Compare = (actual, expected, surroundings) =>
  matchesText(actual, expected, { ...surroundings, textTokens: wildcards });

/**
 * "Each of the six colon-delimited components of the ARN is checked separately and each can include multi-character match
 * wildcards (*) or single-character match wildcards (?)." ArnEquals and ArnLike behave identically.
 */
const arnLike: Compare = (actual, expected, surroundings) => {
  if (expected === "*") return true;
  const tokens = resolve(expected, { ...surroundings, textTokens: wildcards });
  if (tokens === undefined) return false;
  const patterns = splitComponents(tokens, (token) => token.kind === "character" && token.character === ":");
  const components = splitComponents(actual.split(""), (character) => character === ":");
  if (patterns.length !== 6 || components.length !== 6) return false;
  return patterns.every((pattern, index) => matches(pattern, components[index]!.join("")));
};

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

type Order = (actual: number, expected: number) => boolean;
const equal: Order = (actual, expected) => actual === expected;
const less: Order = (actual, expected) => actual < expected;
const lessOrEqual: Order = (actual, expected) => actual <= expected;
const greater: Order = (actual, expected) => actual > expected;
const greaterOrEqual: Order = (actual, expected) => actual >= expected;

const plain = (compare: Compare): Comparison => ({ compare, negated: false });
const not = (compare: Compare): Comparison => ({ compare, negated: true });

export const comparisons: ReadonlyMap<string, Comparison> = new Map([
  ["StringEquals", plain(stringEquals)],
  ["StringNotEquals", not(stringEquals)],
  ["StringEqualsIgnoreCase", plain(stringEqualsIgnoreCase)],
  ["StringNotEqualsIgnoreCase", not(stringEqualsIgnoreCase)],
  ["StringLike", plain(stringLike)],
  ["StringNotLike", not(stringLike)],
  ["NumericEquals", plain(compareAs(readNumber, equal))],
  ["NumericNotEquals", not(compareAs(readNumber, equal))],
  ["NumericLessThan", plain(compareAs(readNumber, less))],
  ["NumericLessThanEquals", plain(compareAs(readNumber, lessOrEqual))],
  ["NumericGreaterThan", plain(compareAs(readNumber, greater))],
  ["NumericGreaterThanEquals", plain(compareAs(readNumber, greaterOrEqual))],
  ["DateEquals", plain(compareAs(readDate, equal))],
  ["DateNotEquals", not(compareAs(readDate, equal))],
  ["DateLessThan", plain(compareAs(readDate, less))],
  ["DateLessThanEquals", plain(compareAs(readDate, lessOrEqual))],
  ["DateGreaterThan", plain(compareAs(readDate, greater))],
  ["DateGreaterThanEquals", plain(compareAs(readDate, greaterOrEqual))],
  ["Bool", plain(compareAs(readBoolean, (actual, expected) => actual === expected))],
  ["BinaryEquals", plain(compareAs(readBase64, (actual, expected) => actual === expected))],
  ["IpAddress", plain(addressInRange)],
  ["NotIpAddress", not(addressInRange)],
  ["ArnEquals", plain(arnLike)],
  ["ArnLike", plain(arnLike)],
  ["ArnNotEquals", not(arnLike)],
  ["ArnNotLike", not(arnLike)],
]);
