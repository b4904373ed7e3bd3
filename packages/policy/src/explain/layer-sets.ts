import { type CompiledPolicySet, compilePolicySet } from "../compile/policy-set.ts";
import { hasAccount } from "../compile/principal-matcher.ts";
import type { LayerName, PolicyLayers } from "../decide/layers.ts";
import { isControlled, isServiceLinked } from "../decide/resource-control.ts";
import type { AuthorizationRequest } from "../request/request.ts";
import type { ExemptReason } from "./exempt-reasons.ts";
import { LAYER_ORDER } from "./layer-names.ts";

/** One set of policies and its place among the layers. */
export interface LayerSet {
  readonly layer: LayerName;
  readonly level: number;
  readonly set: CompiledPolicySet;
}

const EMPTY = compilePolicySet([]);

/** The sets of a layer; none where it is absent. */
export function setsOf(layers: PolicyLayers, layer: LayerName): readonly CompiledPolicySet[] {
  const sets = layers[layer] ?? [];
  return "policies" in sets ? [sets] : sets;
}

/**
 * All sets, and an empty one for a layer that is absent where the request needs its grant.
 * @param told layers that are listed even where they are absent
 */
export function listLayerSets(
  request: AuthorizationRequest,
  layers: PolicyLayers,
  told: readonly LayerName[] = [],
): readonly LayerSet[] {
  return LAYER_ORDER.flatMap((layer) => {
    const sets = setsOf(layers, layer);
    const isShown = told.includes(layer) || isNeeded(layer, request, layers);
    const shown = sets.length === 0 && isShown ? [EMPTY] : sets;
    return shown.map((set, level) => ({ layer, level, set }));
  });
}

function isNeeded(layer: LayerName, request: AuthorizationRequest, layers: PolicyLayers): boolean {
  const { principal, resourceAccountId } = request;
  if (layer === "identity") return hasAccount(principal);
  if (layer !== "resource") return false;
  const isOwn = hasAccount(principal) && principal.accountId === resourceAccountId;
  return layers.resourcePolicyRequired === true || !isOwn;
}

/** The layers with one set put in place of another, or added behind the last. */
export function withSet(
  layers: PolicyLayers,
  { layer, level }: Pick<LayerSet, "layer" | "level">,
  set: CompiledPolicySet,
): PolicyLayers {
  if (layer !== "resourceControl" && layer !== "serviceControl" && layer !== "session") {
    return { ...layers, [layer]: set };
  }
  return {
    ...layers,
    [layer]: [...setsOf(layers, layer).slice(0, level), set, ...setsOf(layers, layer).slice(level + 1)],
  };
}

/** Layers of the principal's own account; the others stand on the resource or on the way to it. */
const OWN_LAYERS: ReadonlySet<LayerName> = new Set(["serviceControl", "boundary", "session", "identity"]);

/** Why `decide` does not ask a layer about this request. */
export function whySkipped(layer: LayerName, request: AuthorizationRequest): ExemptReason | undefined {
  const { principal } = request;
  if (!hasAccount(principal) && OWN_LAYERS.has(layer)) return "noAccount";
  if (layer !== "resourceControl" && layer !== "serviceControl") return undefined;
  if (isServiceLinked(principal)) return "serviceLinkedRole";
  return layer === "resourceControl" && !isControlled(request) ? "notControlled" : undefined;
}
