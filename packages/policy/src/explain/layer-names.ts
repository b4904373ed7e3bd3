import type { LayerName } from "../decide/layers.ts";

/** What a policy of each layer is called, as AWS's messages call it. */
export const LAYER_NAMES: Readonly<
  Record<LayerName, { readonly name: string; readonly withArticle: string }>
> = {
  resourceControl: { name: "resource control policy", withArticle: "a resource control policy" },
  serviceControl: { name: "service control policy", withArticle: "a service control policy" },
  endpoint: { name: "VPC endpoint policy", withArticle: "a VPC endpoint policy" },
  resource: { name: "resource-based policy", withArticle: "a resource-based policy" },
  boundary: { name: "permissions boundary", withArticle: "a permissions boundary" },
  session: { name: "session policy", withArticle: "a session policy" },
  identity: { name: "identity-based policy", withArticle: "an identity-based policy" },
};

export const TRUST_POLICY_NAME = { name: "role trust policy", withArticle: "the role trust policy" } as const;
