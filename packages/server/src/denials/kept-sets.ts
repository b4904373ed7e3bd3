import { type AskedPermission, type ConsultedPolicy, nodesOver } from "@rolecall/access";
import type { KeptSet } from "@rolecall/operations";
import { type CompiledPolicy, LAYER_ORDER, setsOf } from "@rolecall/policy";

/**
 * Which policies stood together in which set: what is decided hangs on it, so that a denial can be decided once more as it was. A policy
 * that nobody wrote, such as the permissions of a session that the root user made, has no document and is kept as it was read.
 */
export function keptSets(
  { layers, facts }: AskedPermission,
  consulted: readonly ConsultedPolicy[],
): readonly KeptSet[] {
  return LAYER_ORDER.flatMap((layer) => {
    const isOfOrganization = layer === "serviceControl" || layer === "resourceControl";
    const nodes = isOfOrganization ? nodesOver(facts, layer) : [];
    return setsOf(layers, layer).map(({ policies }, level) => {
      const node = nodes[level]?.arn;
      return {
        layer,
        policies: policies.map((policy) => placeOf(policy, { consulted, layer, node })),
        ...(node !== undefined && { node }),
      };
    });
  });
}

interface Surroundings {
  readonly consulted: readonly ConsultedPolicy[];
  readonly layer: KeptSet["layer"];
  readonly node: string | undefined;
}

/** What a session was delegated for is asked as an endpoint's policy and told as a session's: see `told` of authorization. */
function placeOf(
  policy: CompiledPolicy,
  { consulted, layer, node }: Surroundings,
): number | CompiledPolicy["policy"] {
  const toldAs = layer === "endpoint" ? "session" : layer;
  const place = consulted.findIndex(
    (each) =>
      each.policy === policy && each.layer === toldAs && (node === undefined || each.attachedTo === node),
  );
  return place < 0 ? policy.policy : place;
}
