import type { LayerName } from "../decide/layers.ts";
import type { Explanation, LayerExplanation } from "./explanation.ts";
import { LAYER_ORDER } from "./layer-sets.ts";

/**
 * A layer in the two passes that AWS's logic makes (IAM User Guide, "Policy evaluation logic"): does anything deny the request, and does
 * everything that must allow it, allow it?
 */
export interface LayerPasses {
  readonly layer: LayerName;
  /** How many sets of policies the request brought: levels of an organization, session policies. */
  readonly levels: number;
  /** `none`: there is no policy. `exempt`: the layer is not asked about this request; `skipped` of its sets says why. */
  readonly first: "denies" | "noDeny" | "none" | "exempt";
  /** `notNeeded`: it does not allow, and need not. `none`: there is no policy, and none is needed. */
  readonly second: "allows" | "doesNotAllow" | "notNeeded" | "none" | "exempt";
  /** The pass in which this layer decided. */
  readonly decides: "first" | "second" | undefined;
  /** The pass in which this layer would stop the request next, once what decided is changed. */
  readonly stopsNext: "first" | "second" | undefined;
}

/** Every layer in AWS's order, those too of which the request brought nothing. */
export function layerPasses(explanation: Explanation): readonly LayerPasses[] {
  const { decision, layer: deciding, additions } = explanation;
  const decidedIn = decision === "explicitDeny" ? "first" : "second";
  const next = additions.find((each) => each.layer !== deciding || passOf(each.kind) !== decidedIn);
  return LAYER_ORDER.map((layer) => {
    const sets = explanation.layers.filter((each) => each.layer === layer);
    const isMissing = additions.some((each) => each.layer === layer && each.kind === "addStatement");
    return {
      layer,
      levels: sets.length,
      first: firstPass(sets),
      second: secondPass(sets, isMissing),
      decides: layer === deciding ? decidedIn : undefined,
      stopsNext: layer === next?.layer ? passOf(next.kind) : undefined,
    };
  });
}

function passOf(kind: "addStatement" | "liftDeny"): "first" | "second" {
  return kind === "liftDeny" ? "first" : "second";
}

const isEmpty = (sets: readonly LayerExplanation[]) => sets.every(({ policyCount }) => policyCount === 0);

function firstPass(sets: readonly LayerExplanation[]): LayerPasses["first"] {
  if (sets.some(({ skipped }) => skipped !== undefined)) return "exempt";
  if (sets.some(({ verdict }) => verdict === "denies")) return "denies";
  return isEmpty(sets) ? "none" : "noDeny";
}

/** A set that denies may allow as well: its statements tell. */
function secondPass(sets: readonly LayerExplanation[], isMissing: boolean): LayerPasses["second"] {
  if (sets.some(({ skipped }) => skipped !== undefined)) return "exempt";
  if (isMissing) return "doesNotAllow";
  if (sets.length > 0 && sets.every(allows)) return "allows";
  return isEmpty(sets) ? "none" : "notNeeded";
}

function allows({ verdict, statements }: LayerExplanation): boolean {
  return (
    verdict === "implied" ||
    statements.some(({ matched, statement }) => matched && statement.effect === "Allow")
  );
}
