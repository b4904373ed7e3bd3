import type { Arn } from "@rolecall/names";
import { type CompiledPolicy, LAYER_ORDER, type LayerName, setsOf } from "@rolecall/policy";
import type { AskedPermission } from "./asked-permission.ts";
import { type ConsultedPolicy, nodesOver } from "./consulted-policies.ts";

/** A set of policies that was asked: one level of a layer. */
export interface ConsultedSet {
  readonly layer: LayerName;
  readonly level: number;
  /** The organization's root, unit or account. */
  readonly node?: Arn | undefined;
  readonly policies: readonly PlacedPolicy[];
}

export interface PlacedPolicy {
  readonly policy: CompiledPolicy;
  /** Absent of what nobody wrote, such as the permissions of a session that the root user made. */
  readonly source: ConsultedPolicy | undefined;
}

/** Which policies stood together in which set, in the order of the layers and their levels. */
export function consultedSets(
  { layers, facts }: AskedPermission,
  consulted: readonly ConsultedPolicy[],
): readonly ConsultedSet[] {
  return LAYER_ORDER.flatMap((layer) => {
    const isOfOrganization = layer === "serviceControl" || layer === "resourceControl";
    const nodes = isOfOrganization ? nodesOver(facts, layer) : [];
    return setsOf(layers, layer).map(({ policies }, level) => {
      const node = nodes[level]?.arn;
      const isHere = (each: ConsultedPolicy) =>
        each.layer === toldAs(layer) && (node === undefined || each.attachedTo === node);
      const here = consulted.filter(isHere);
      const sourceOf = (policy: CompiledPolicy) => here.find((each) => each.policy === policy);
      return {
        layer,
        level,
        node,
        policies: policies.map((policy) => ({ policy, source: sourceOf(policy) })),
      };
    });
  });
}

/** What a session was delegated for is asked as an endpoint's policy and told as a session's: see `told` of authorization. */
function toldAs(layer: LayerName): LayerName {
  return layer === "endpoint" ? "session" : layer;
}
