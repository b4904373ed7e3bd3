/** By what a step is granted: the statements, with their policies and lines, as Why? finds them. */
import type { Explanation, LayerExplanation, StatementExplanation } from "@rolecall/policy";

export interface Reason {
  /** `PayrollRead`, `its trust policy`. */
  readonly policy: string;
  /** `line 4`, `lines 6–14`, or the statement's name where lines are not known. */
  readonly place: string;
}

/** So many statements are told of one step. */
const REASONS_MAX = 3;

/**
 * The allowing statements of who asks and of the role that is assumed: those that match, or where none does those that would, if a condition were
 * met. What may not be read has none.
 */
export function reasonsOf(explanation: Explanation): readonly Reason[] {
  const { isTrust } = explanation.request;
  return (
    explanation.layers
      .filter(({ layer }) => layer === "identity" || layer === "resource")
      // Who asks first, then whom it is about.
      .toReversed()
      .flatMap((set) => granting(set).map((each) => reasonOf(each, set, isTrust)))
      .slice(0, REASONS_MAX)
  );
}

function granting({ statements }: LayerExplanation): readonly StatementExplanation[] {
  const allowing = statements.filter(({ statement }) => statement.effect === "Allow");
  const matched = allowing.filter(({ matched }) => matched);
  return matched.length > 0 ? matched : allowing.filter(({ mismatch }) => mismatch?.element === "Condition");
}

function reasonOf(
  { policyIndex, policyName, lines, statement }: StatementExplanation,
  { layer, policies }: LayerExplanation,
  isTrust: boolean,
): Reason {
  const name = policyName ?? policies[policyIndex]?.arn?.split("/").at(-1) ?? "a policy";
  const policy = layer === "resource" ? (isTrust ? "its trust policy" : "the resource's policy") : name;
  if (lines === undefined) return { policy, place: statement.sid ?? `statement ${statement.index + 1}` };
  return {
    policy,
    place: lines.first === lines.last ? `line ${lines.first}` : `lines ${lines.first}–${lines.last}`,
  };
}
