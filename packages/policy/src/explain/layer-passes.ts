import type { LayerName } from "../decide/layers.ts";
import { CELL_STATES, type CellState, type PassName } from "./cell-states.ts";
import { EXEMPT_REASONS, type ExemptReason } from "./exempt-reasons.ts";
import type { Explanation, LayerExplanation } from "./explanation.ts";
import { LAYER_ORDER, plainLayerName } from "./layer-names.ts";

/**
 * A layer in the two passes that AWS's logic makes (IAM User Guide, "Policy evaluation logic"): does anything deny the request, and does
 * everything that must allow it, allow it? `CELL_STATES` tells how a state is shown.
 */
export interface LayerPasses {
  readonly layer: LayerName;
  /** What to write over it: `Service control policies`, of trust questions `Trust policy`. */
  readonly heading: string;
  /** How many sets of policies the request brought: levels of an organization, session policies. */
  readonly levels: number;
  readonly first: CellState;
  readonly second: CellState;
  /** The states in words: `4 levels allow`, `exempt: service-linked role`. */
  readonly words: Readonly<Record<PassName, string>>;
  /** False behind the cell that decided: that is what the layer would say. */
  readonly isReached: Readonly<Record<PassName, boolean>>;
  readonly exempt: ExemptReason | undefined;
  /** The pass in which this layer decided: "Decided here". */
  readonly decides: PassName | undefined;
  /** The pass in which this layer would stop the request next, once what decided is changed: "Next to stop it". */
  readonly stopsNext: PassName | undefined;
}

/** Every layer in AWS's order, those too of which the request brought nothing. */
export function layerPasses(explanation: Explanation): readonly LayerPasses[] {
  const { decision, layer: deciding, request } = explanation;
  const decidedIn = decision === "explicitDeny" ? "first" : "second";
  const next = nextObstacles(explanation)[0];
  const end = LAYER_ORDER.indexOf(deciding);
  return LAYER_ORDER.map((layer, place) => {
    const sets = explanation.layers.filter((each) => each.layer === layer);
    const [first, second] = [firstPass(sets, explanation, layer), secondPass(sets, explanation, layer)];
    const exempt = exemption(sets, explanation, layer);
    const levels = sets.length;
    const words = (state: CellState, pass: PassName) => cellWords(state, { layer, pass, sets, exempt });
    return {
      layer,
      heading: plainLayerName(layer, request.isTrust).heading,
      levels,
      first,
      second,
      words: { first: words(first, "first"), second: words(second, "second") },
      isReached: {
        first: decidedIn === "second" || place <= end,
        second: decidedIn === "second" && (decision === "allowed" || place <= end),
      },
      exempt,
      decides: layer === deciding ? decidedIn : undefined,
      stopsNext: layer === next?.layer ? passOf(next.kind) : undefined,
    };
  });
}

/** What else stands in the way, once what decided is changed; each layer once in each pass. */
export function nextObstacles({
  decision,
  layer,
  additions,
}: Explanation): readonly Pick<Explanation["additions"][number], "layer" | "kind">[] {
  const decidedIn = decision === "explicitDeny" ? "first" : "second";
  const others = additions.filter((each) => each.layer !== layer || passOf(each.kind) !== decidedIn);
  return [...new Map(others.map((each) => [`${each.layer} ${each.kind}`, each])).values()];
}

function passOf(kind: "addStatement" | "liftDeny"): PassName {
  return kind === "liftDeny" ? "first" : "second";
}

const isEmpty = (sets: readonly LayerExplanation[]) => sets.every(({ policyCount }) => policyCount === 0);

function exemption(
  sets: readonly LayerExplanation[],
  { request }: Explanation,
  layer: LayerName,
): ExemptReason | undefined {
  const skipped = sets.find((each) => each.skipped !== undefined)?.skipped;
  return skipped ?? (layer === "identity" && request.principalKind === "root" ? "rootUser" : undefined);
}

/** INVARIANT: the layer that decided has the state that says so, whatever else the reader may not read. */
function firstPass(
  sets: readonly LayerExplanation[],
  { decision, layer: deciding }: Explanation,
  layer: LayerName,
): CellState {
  if (sets.some(({ skipped }) => skipped !== undefined)) return "exempt";
  if (decision === "explicitDeny" && layer === deciding) return "denies";
  if (sets.some(({ verdict }) => verdict === "denies")) return "denies";
  if (sets.some(({ verdict }) => verdict === "unknown")) return "unknown";
  return isEmpty(sets) ? "none" : "noDeny";
}

/** A set that denies may allow as well: its statements tell. What nobody here holds is unknown even where it decided. */
function secondPass(
  sets: readonly LayerExplanation[],
  explanation: Explanation,
  layer: LayerName,
): CellState {
  if (exemption(sets, explanation, layer) !== undefined) return "exempt";
  const isUnheld = sets.some(({ unknown }) => unknown === "notHeld");
  if (isUnheld) return "unknown";
  const isMissing = explanation.additions.some(
    (each) => each.layer === layer && each.kind === "addStatement",
  );
  if (isMissing || (explanation.decision === "implicitDeny" && explanation.layer === layer))
    return "doesNotAllow";
  if (sets.length > 0 && sets.every(allows)) return "allows";
  if (sets.some(({ unknown }) => unknown !== undefined)) return "unknown";
  return isEmpty(sets) ? "none" : "notNeeded";
}

function allows({ verdict, statements }: LayerExplanation): boolean {
  return (
    verdict === "allows" ||
    verdict === "implied" ||
    statements.some(({ matched, statement }) => matched && statement.effect === "Allow")
  );
}

/** Layers that grant where they allow; the others limit. */
const GRANTING: ReadonlySet<LayerName> = new Set(["resource", "identity"]);

interface Cell extends Pick<LayerPasses, "layer" | "exempt"> {
  readonly pass: PassName;
  readonly sets: readonly LayerExplanation[];
}

function cellWords(state: CellState, { layer, pass, sets, exempt }: Cell): string {
  const { words } = CELL_STATES[state];
  if (state === "exempt" && exempt !== undefined) return `${words}: ${EXEMPT_REASONS[exempt].short}`;
  if (state === "none" && pass === "second") return GRANTING.has(layer) ? "need not allow" : "does not limit";
  if (state === "unknown" && sets.some(({ unknown }) => unknown === "notHeld")) return "not held here";
  const isWhole = sets.every(({ unknown }) => unknown === undefined);
  if (state === "allows" && sets.length > 1 && isWhole)
    return `${sets.length} ${layer === "session" ? "policies" : "levels"} allow`;
  return words;
}
