/**
 * The policies that are asked, and the answer. Source: IAM User Guide, "Policy evaluation logic".
 */
import type { CompiledPolicySet } from "../compile/policy-set.ts";

/**
 * The layers of policies that apply to one request. An absent layer does not limit, but `resource` and `identity` grant:
 * where they are absent they grant nothing. Root needs no `identity`; a federated session of root needs one that allows
 * what its session policies shall be able to allow.
 */
export interface PolicyLayers {
  /** Root, then each OU, then the account: every level must allow. Absent where exempt. */
  readonly resourceControl?: readonly CompiledPolicySet[];
  readonly serviceControl?: readonly CompiledPolicySet[];
  /** The resource's own policy. */
  readonly resource?: CompiledPolicySet;
  /** True for role trust policies and KMS key policies: unless they allow, nothing else helps. */
  readonly resourcePolicyRequired?: boolean;
  readonly identity?: CompiledPolicySet;
  readonly boundary?: CompiledPolicySet;
  /** Each must allow (AssumeRole's inline policy and policy ARNs form one set). */
  readonly session?: readonly CompiledPolicySet[];
  readonly endpoint?: CompiledPolicySet;
}

/** In the order in which AWS names them when several deny. */
export type LayerName =
  | "resourceControl"
  | "serviceControl"
  | "endpoint"
  | "resource"
  | "boundary"
  | "session"
  | "identity";

/** INVARIANT: decisions are frozen constants, one for each pair, so that deciding allocates nothing. */
export interface Decision {
  readonly decision: "allowed" | "explicitDeny" | "implicitDeny";
  /** The layer that decided: that denied, that did not allow, or whose grant was the one that counted. */
  readonly layer: LayerName;
}
