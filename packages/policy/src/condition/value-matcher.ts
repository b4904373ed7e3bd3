import type { RequestContext } from "../request/request.ts";
import { ownText } from "../variable/own-text.ts";

/** Whether one value of the request matches. The context is asked for policy variables alone. */
export type ValueMatcher = (actual: string, context: RequestContext) => boolean;

export const matchesNothing: ValueMatcher = () => false;

/** Matches what any of the matchers matches. */
export function matchAny(matchers: readonly ValueMatcher[]): ValueMatcher {
  if (matchers.length === 0) return matchesNothing;
  if (matchers.length === 1) return matchers[0]!;
  return (actual, context) => {
    for (const matches of matchers) if (matches(actual, context)) return true;
    return false;
  };
}

/** From here on a set is faster than comparing one by one. */
const SET_SIZE_MIN = 4;

/** Matches what equals any of the texts. */
export function matchAnyText(values: readonly string[]): ValueMatcher {
  const texts = values.map(ownText);
  const [first, second] = texts;
  if (texts.length === 1) return (actual) => actual === first;
  if (texts.length === 2) return (actual) => actual === first || actual === second;
  if (texts.length < SET_SIZE_MIN) return (actual) => texts.includes(actual);
  const set = new Set(texts);
  return (actual) => set.has(actual);
}
