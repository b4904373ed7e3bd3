import type { RequestContext } from "../decide/request.ts";

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
