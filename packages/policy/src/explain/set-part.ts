import type { Explanation, LayerExplanation } from "./explanation.ts";
import type { ExplainedPolicy, SetPlace } from "./policy-facts.ts";

/** Whether the reader may read a policy: by its `readAction`, asked as an operation would be. */
export type MayRead = (policy: ExplainedPolicy, place: SetPlace) => boolean;

/** A set without its hidden policies. */
export interface SetPart {
  /** Still with the verdict of all its policies. */
  readonly shown: LayerExplanation;
  /** Some of its policies are hidden. */
  readonly isHiding: boolean;
  /** Where a policy stands now, by where it stood; undefined of those that are hidden. */
  readonly places: readonly (number | undefined)[];
}

export function splitSet(set: LayerExplanation, mayRead: MayRead): SetPart {
  const { layer, level, policies } = set;
  const isReadable = policies.map((policy) => mayRead(policy, { layer, level }));
  if (isReadable.every(Boolean)) return { shown: set, isHiding: false, places: [...policies.keys()] };
  const readable = policies.filter((_, at) => isReadable[at]);
  const readAction = policies.find((_, at) => !isReadable[at])?.readAction;
  const places = isReadable.map((is, at) =>
    is ? isReadable.slice(0, at).filter(Boolean).length : undefined,
  );
  const shown: LayerExplanation = {
    ...set,
    policies: [...readable, { isHidden: true, readAction }],
    policyCount: readable.length + 1,
    node: readable.length === 0 ? undefined : set.node,
    unknown: "notReadable",
    statements: moveStatements(set.statements, places),
  };
  return { shown, isHiding: true, places };
}

/** Of sets that are hidden as a whole a layer keeps the first: how many there are is not told. */
export function mergeHidden(parts: readonly SetPart[]): readonly SetPart[] {
  const isWhole = ({ isHiding, places }: SetPart) => isHiding && places.every((place) => place === undefined);
  return parts.filter(
    (part) =>
      !isWhole(part) || parts.find((each) => isWhole(each) && each.shown.layer === part.shown.layer) === part,
  );
}

/** The statements of policies that may be read, each with the place that its policy has now. */
export function moveStatements(
  statements: LayerExplanation["statements"],
  places: SetPart["places"],
): LayerExplanation["statements"] {
  return statements.flatMap((each) => {
    const policyIndex = places[each.policyIndex];
    return policyIndex === undefined ? [] : [{ ...each, policyIndex }];
  });
}

/** Whether what the reader may read of a set shows by itself why its layer decided as it did. */
export function showsDecision(
  { shown, isHiding }: SetPart,
  { decision, layer }: Pick<Explanation, "decision" | "layer">,
): boolean {
  if (shown.layer !== layer) return false;
  if (decision === "implicitDeny") return !isHiding && shown.verdict === "silent";
  const wanted = decision === "explicitDeny" ? "Deny" : "Allow";
  return shown.statements.some(({ matched, statement }) => matched && statement.effect === wanted);
}
