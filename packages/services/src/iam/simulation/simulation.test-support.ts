/** What tests of simulations say over and over. */
import type { EvaluationResult } from "@rolecall/contracts/iam";

export const OBJECT = "arn:aws:s3:::photos/a";
export const OTHER_OBJECT = "arn:aws:s3:::photos/b";

/** A document of one statement, without white space. */
export function policy(statement: Readonly<Record<string, unknown>>, version = "2012-10-17"): string {
  return JSON.stringify({ Version: version, Statement: [statement] });
}

export const allow = (Action: string | readonly string[], more: Readonly<Record<string, unknown>> = {}) =>
  policy({ Effect: "Allow", Action, Resource: "*", ...more });

export const deny = (Action: string | readonly string[], more: Readonly<Record<string, unknown>> = {}) =>
  policy({ Effect: "Deny", Action, Resource: "*", ...more });

/** `allowed by PolicyInputList.1`: what was decided, and the policies whose statements are shown. */
export function told({ EvalDecision, MatchedStatements = [] }: EvaluationResult): string {
  const ids = MatchedStatements.map(({ SourcePolicyId }) => SourcePolicyId).sort();
  return ids.length === 0 ? EvalDecision : `${EvalDecision} by ${ids.join(", ")}`;
}
