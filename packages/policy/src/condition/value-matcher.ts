import type { RequestContext } from "../request/request.ts";
import { ownText } from "../variable/own-text.ts";

/**
 * What a value of the request is to the values of a policy, as it was recorded on AWS: beside a match and none, two ways in which
 * values cannot be compared at all.
 */
export type Match = typeof DIFFERS | typeof MATCHES | typeof INCOMPARABLE | typeof UNDECIDED;

export const DIFFERS = 0;
export const MATCHES = 1;
/** The request's value is none of the operator's type: the condition is not met, under a negated operator neither. */
export const INCOMPARABLE = 2;
/** A value of the policy is none of the operator's type, and none before it matches: an Allow is not met, a Deny is. */
export const UNDECIDED = 3;

/** Compares one value of the request. The context is asked for policy variables alone. */
export type ValueMatcher = (actual: string, context: RequestContext) => Match;

export const matchesNothing: ValueMatcher = () => DIFFERS;

/** Compares with one value after the other, until one does not merely differ. */
export function matchAny(matchers: readonly ValueMatcher[]): ValueMatcher {
  if (matchers.length === 0) return matchesNothing;
  if (matchers.length === 1) return matchers[0]!;
  return (actual, context) => {
    for (const compare of matchers) {
      const match = compare(actual, context);
      if (match !== DIFFERS) return match;
    }
    return DIFFERS;
  };
}

/** From here on a set is faster than comparing one by one. */
const SET_SIZE_MIN = 4;

/** Matches what equals any of the texts. */
export function matchAnyText(values: readonly string[]): ValueMatcher {
  const texts = values.map(ownText);
  const [first, second] = texts;
  if (texts.length === 1) return (actual) => (actual === first ? MATCHES : DIFFERS);
  if (texts.length === 2) return (actual) => (actual === first || actual === second ? MATCHES : DIFFERS);
  if (texts.length < SET_SIZE_MIN) return (actual) => (texts.includes(actual) ? MATCHES : DIFFERS);
  const set = new Set(texts);
  return (actual) => (set.has(actual) ? MATCHES : DIFFERS);
}
