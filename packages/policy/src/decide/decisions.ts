import type { Decision, LayerName } from "./layers.ts";

/** INVARIANT: frozen, and all there are, so that deciding allocates nothing. */
type DecisionsOf = { readonly [Kind in Decision["decision"]]: Decision };

export const decisions: { readonly [Name in LayerName]: DecisionsOf } = {
  resourceControl: decisionsOf("resourceControl"),
  serviceControl: decisionsOf("serviceControl"),
  endpoint: decisionsOf("endpoint"),
  resource: decisionsOf("resource"),
  boundary: decisionsOf("boundary"),
  session: decisionsOf("session"),
  identity: decisionsOf("identity"),
};

function decisionsOf(layer: LayerName): DecisionsOf {
  return Object.freeze({
    allowed: Object.freeze({ decision: "allowed", layer }),
    explicitDeny: Object.freeze({ decision: "explicitDeny", layer }),
    implicitDeny: Object.freeze({ decision: "implicitDeny", layer }),
  });
}
