import { type AskedPermission, type ConsultedPolicy, consultedSets } from "@rolecall/access";
import type { KeptSet } from "@rolecall/operations";

/**
 * Which policies stood together in which set: what is decided hangs on it, so that a denial can be decided once more as it was. A policy
 * that nobody wrote has no document, and is kept as it was read.
 */
export function keptSets(
  permission: AskedPermission,
  consulted: readonly ConsultedPolicy[],
): readonly KeptSet[] {
  return consultedSets(permission, consulted).map(({ layer, node, policies }) => ({
    layer,
    policies: policies.map(({ policy, source }) =>
      source === undefined ? policy.policy : consulted.indexOf(source),
    ),
    ...(node !== undefined && { node }),
  }));
}
