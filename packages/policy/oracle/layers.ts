import type { PolicyKind } from "../src/document/policy.ts";

/** The layers of one request, each policy set in the form that `Set` stands for. */
export interface LayersOf<Set> {
  readonly resourceControl?: readonly Set[];
  readonly serviceControl?: readonly Set[];
  readonly resource?: Set;
  readonly resourcePolicyRequired?: boolean;
  readonly identity?: Set;
  readonly boundary?: Set;
  readonly session?: readonly Set[];
  readonly endpoint?: Set;
}

/** Policies as JSON values, in AWS's form. */
export type DocumentLayers = LayersOf<readonly unknown[]>;

/** The layers with each set of documents replaced by what `read` makes of it; absent layers stay absent. */
export function mapLayers<Set>(
  layers: DocumentLayers,
  read: (documents: readonly unknown[], kind: PolicyKind) => Set,
): LayersOf<Set> {
  const { resourceControl, serviceControl, resource, identity, boundary, session, endpoint } = layers;
  const readEach = (sets: readonly (readonly unknown[])[], kind: PolicyKind) =>
    sets.map((documents) => read(documents, kind));
  return {
    ...(resourceControl && { resourceControl: readEach(resourceControl, "resourceControl") }),
    ...(serviceControl && { serviceControl: readEach(serviceControl, "serviceControl") }),
    ...(resource && { resource: read(resource, "resource") }),
    ...(layers.resourcePolicyRequired === undefined
      ? {}
      : { resourcePolicyRequired: layers.resourcePolicyRequired }),
    ...(identity && { identity: read(identity, "identity") }),
    ...(boundary && { boundary: read(boundary, "boundary") }),
    ...(session && { session: readEach(session, "session") }),
    ...(endpoint && { endpoint: read(endpoint, "resource") }),
  };
}
