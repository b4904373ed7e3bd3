import type { ConditionEntry } from "../document/policy.ts";

/** An operator as a policy writes it: `ForAnyValue:StringLikeIfExists`. */
export function operatorText({ quantifier, operator, ifExists }: ConditionEntry): string {
  return `${quantifier === undefined ? "" : `${quantifier}:`}${operator}${ifExists ? "IfExists" : ""}`;
}
