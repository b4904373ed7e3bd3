import type { LayerName } from "../decide/layers.ts";

/** In the order in which AWS names them. */
export const LAYER_ORDER: readonly LayerName[] = [
  "resourceControl",
  "serviceControl",
  "endpoint",
  "resource",
  "boundary",
  "session",
  "identity",
];

interface LayerWords {
  /** What a policy of the layer is called, as AWS's messages call it. */
  readonly name: string;
  readonly withArticle: string;
}

export const LAYER_NAMES: Readonly<Record<LayerName, LayerWords>> = {
  resourceControl: { name: "resource control policy", withArticle: "a resource control policy" },
  serviceControl: { name: "service control policy", withArticle: "a service control policy" },
  endpoint: { name: "VPC endpoint policy", withArticle: "a VPC endpoint policy" },
  resource: { name: "resource-based policy", withArticle: "a resource-based policy" },
  boundary: { name: "permissions boundary", withArticle: "a permissions boundary" },
  session: { name: "session policy", withArticle: "a session policy" },
  identity: { name: "identity-based policy", withArticle: "an identity-based policy" },
};

export const TRUST_POLICY_NAME = { name: "role trust policy", withArticle: "the role trust policy" } as const;

/** What people call them, in headlines and over columns. */
export interface PlainLayerName {
  readonly heading: string;
  readonly withArticle: string;
  /** Behind "Denied: ", where none of the layer's policies allows. */
  readonly doesNotAllow: string;
}

const PLAIN_NAMES: Readonly<Record<LayerName | "trust", PlainLayerName>> = {
  resourceControl: {
    heading: "Resource control policies",
    withArticle: "a resource control policy",
    doesNotAllow: "no resource control policy allows it",
  },
  serviceControl: {
    heading: "Service control policies",
    withArticle: "a service control policy",
    doesNotAllow: "no service control policy allows it",
  },
  endpoint: {
    heading: "VPC endpoint policy",
    withArticle: "the VPC endpoint policy",
    doesNotAllow: "the VPC endpoint policy does not allow it",
  },
  resource: {
    heading: "Resource policy",
    withArticle: "the resource policy",
    doesNotAllow: "no resource policy allows it",
  },
  trust: {
    heading: "Trust policy",
    withArticle: "the trust policy",
    doesNotAllow: "the trust policy does not allow it",
  },
  boundary: {
    heading: "Permissions boundary",
    withArticle: "the permissions boundary",
    doesNotAllow: "the permissions boundary does not allow it",
  },
  session: {
    heading: "Session policy",
    withArticle: "a session policy",
    doesNotAllow: "no session policy allows it",
  },
  identity: {
    heading: "Identity policies",
    withArticle: "an identity policy",
    doesNotAllow: "no identity policy allows it",
  },
};

/** Of trust questions the resource's policy is called the trust policy. */
export function plainLayerName(layer: LayerName, isTrust: boolean): PlainLayerName {
  return PLAIN_NAMES[layer === "resource" && isTrust ? "trust" : layer];
}
