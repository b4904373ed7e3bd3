import type { LayerName } from "../decide/layers.ts";
import type { Explanation, LayerVerdict } from "./explanation.ts";
import { LAYER_ORDER } from "./layer-names.ts";
import { type SetPart, showsDecision } from "./set-part.ts";

/**
 * What a set with hidden policies is shown to say: what can be read of it, and what AWS's own message tells, which names the
 * layer that decided, and of several that deny the first.
 * @param shown all sets that the reader is shown
 */
export function toldVerdict(
  part: SetPart,
  explanation: Explanation,
  shown: readonly SetPart[],
): LayerVerdict {
  const { layer, skipped, statements } = part.shown;
  const { decision, layer: deciding, request } = explanation;
  if (skipped !== undefined) return "unknown";
  if (statements.some(({ matched, statement }) => matched && statement.effect === "Deny")) return "denies";
  const isFromHere = layer === deciding && isOnlySource(layer, explanation, shown);
  if (decision === "explicitDeny") {
    if (isFromHere) return "denies";
    return LAYER_ORDER.indexOf(layer) < LAYER_ORDER.indexOf(deciding) ? "noDeny" : "unknown";
  }
  if (layer === "identity" && request.principalKind === "root") return "implied";
  if (decision === "implicitDeny") return isFromHere ? "silent" : "noDeny";
  return mustHaveAllowed(layer, explanation) ? "allows" : "noDeny";
}

/** The layer's other sets do not show why it decided, and it is the only one that hides something. */
function isOnlySource(layer: LayerName, explanation: Explanation, shown: readonly SetPart[]): boolean {
  const own = shown.filter((part) => part.shown.layer === layer);
  if (own.some((part) => showsDecision(part, explanation))) return false;
  return own.filter(({ isHiding }) => isHiding).length === 1;
}

/** Layers that must allow whatever another grants. */
const ALWAYS_ASKED: ReadonlySet<LayerName> = new Set(["resourceControl", "serviceControl", "endpoint"]);

/** Whether it follows from the layer that granted what was allowed. */
function mustHaveAllowed(layer: LayerName, { layer: deciding, request }: Explanation): boolean {
  if (layer === deciding || ALWAYS_ASKED.has(layer)) return true;
  if (deciding !== "identity") return false;
  return layer !== "resource" || request.principalAccountId !== request.resourceAccountId;
}
