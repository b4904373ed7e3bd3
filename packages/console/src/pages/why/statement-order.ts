import type { CellState, LayerExplanation, StatementExplanation } from "@rolecall/policy";

/** Statements that are about something else altogether: they are folded. */
export function isAboutOthers({ mismatch }: StatementExplanation): boolean {
  return mismatch?.element === "Action" || mismatch?.element === "NotAction";
}

/** What denies stands first, then what allows, then what nearly did. */
export function orderedStatements(
  statements: readonly StatementExplanation[],
): readonly StatementExplanation[] {
  const rank = (each: StatementExplanation) => {
    if (each.matched) return each.statement.effect === "Deny" ? 0 : 1;
    return isAboutOthers(each) ? 3 : 2;
  };
  return statements.toSorted((one, other) => rank(one) - rank(other));
}

/** What a level says, in the signs of the grid. */
export function levelState({ verdict, skipped, unknown, policyCount }: LayerExplanation): {
  readonly state: CellState;
  readonly words: string;
} {
  if (skipped !== undefined) return { state: "exempt", words: "exempt" };
  switch (verdict) {
    case "denies":
      return { state: "denies", words: "denies" };
    case "allows":
      return { state: "allows", words: "allows" };
    case "implied":
      return { state: "exempt", words: "the root user needs none" };
    case "noDeny":
      return { state: "noDeny", words: "no deny" };
    case "unknown":
      return { state: "unknown", words: unknown === "notHeld" ? "not held here" : "unknown to you" };
    case "silent":
      return policyCount === 0
        ? { state: "none", words: "there is none" }
        : { state: "doesNotAllow", words: "does not allow" };
  }
}
