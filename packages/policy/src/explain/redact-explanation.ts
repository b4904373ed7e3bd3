import type { LayerName } from "../decide/layers.ts";
import type { Addition, Explanation, HiddenLayer } from "./explanation.ts";
import {
  type MayRead,
  mergeHidden,
  moveStatements,
  type SetPart,
  showsDecision,
  splitSet,
} from "./set-part.ts";
import { toldVerdict } from "./told-verdict.ts";

/**
 * The explanation as somebody may see it who may not read every policy of it. Of policies that are hidden nothing is left but the action that
 * would be needed to read them: no name, statement, value or number. What their layer says stays where AWS's own message would tell it:
 * of the layer that decided, and of others as far as it follows from the decision; else it is unknown. Changes go that would tell
 * whether a hidden policy allows or denies. INVARIANT: two explanations that differ in hidden policies alone, and not in the decision,
 * are the same when redacted, but for the escapes that the engine finds for statements that the reader may read.
 */
export function redactExplanation(explanation: Explanation, mayRead: MayRead): Explanation {
  const parts = explanation.layers.map((set) => splitSet(set, mayRead));
  if (parts.every(({ isHiding }) => !isHiding)) return explanation;
  const shown = mergeHidden(parts);
  const hiding = new Set(shown.filter(({ isHiding }) => isHiding).map((part) => part.shown.layer));
  const kept = explanation.additions.flatMap((addition) =>
    redactAddition(addition, { explanation, parts, shown }),
  );
  return {
    ...explanation,
    layers: shown.map((part) =>
      part.isHiding ? { ...part.shown, verdict: toldVerdict(part, explanation, shown) } : part.shown,
    ),
    additions: distinct(kept),
    hidden: [...hiding].map((layer) => describeHidden(layer, explanation, shown)),
  };
}

function describeHidden(layer: LayerName, explanation: Explanation, shown: readonly SetPart[]): HiddenLayer {
  const own = shown.filter((part) => part.shown.layer === layer);
  const policy = own.flatMap((part) => part.shown.policies).find(({ isHidden }) => isHidden);
  const decides = explanation.layer === layer && !own.some((part) => showsDecision(part, explanation));
  return { layer, readAction: policy?.readAction, decides };
}

interface Surroundings {
  readonly explanation: Explanation;
  /** Every set that there was. */
  readonly parts: readonly SetPart[];
  /** Those that the reader is shown. */
  readonly shown: readonly SetPart[];
}

/** Layers whose grant is not needed where the resource's policy grants directly. */
const UNLESS_GRANTED: ReadonlySet<LayerName> = new Set(["identity", "boundary", "session"]);

function redactAddition(addition: Addition, surroundings: Surroundings): readonly Addition[] {
  const { explanation, parts, shown } = surroundings;
  const { layer, level } = addition;
  const part = parts.find((each) => each.shown.layer === layer && each.shown.level === level);
  if (part?.isHiding) return redactHidden(addition, part, surroundings);
  const isTold = explanation.decision === "implicitDeny" && explanation.layer === layer;
  if (addition.kind === "liftDeny" || isTold || !UNLESS_GRANTED.has(layer)) return [addition];
  return shown.some((each) => each.isHiding && each.shown.layer === "resource") ? [] : [addition];
}

/** A change of a set of which something is hidden. */
function redactHidden(
  addition: Addition,
  part: SetPart,
  { explanation, shown }: Surroundings,
): readonly Addition[] {
  if (addition.kind === "liftDeny") {
    const statements = moveStatements(addition.statements, part.places);
    return statements.length === 0 ? [] : [{ ...addition, statements, escapes: [] }];
  }
  const own = shown.filter((each) => each.shown.layer === addition.layer);
  const isTold = explanation.decision === "implicitDeny" && explanation.layer === addition.layer;
  if (!isTold || own.some((each) => showsDecision(each, explanation))) return [];
  // That one of them must allow is told, which of them is not: the statement to add follows from the request alone.
  const hiding = own.filter(({ isHiding }) => isHiding);
  const almost = hiding.length === 1 ? moveStatements(addition.almost, part.places) : [];
  return [{ ...addition, level: hiding[0]!.shown.level, almost, escapes: [] }];
}

/** Several levels that are hidden as one have one change. */
function distinct(additions: readonly Addition[]): readonly Addition[] {
  return [...new Map(additions.map((each) => [`${each.layer} ${each.level} ${each.kind}`, each])).values()];
}
