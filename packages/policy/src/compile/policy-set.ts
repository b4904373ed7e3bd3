/** Replaced by the engine. The compiled form of the policies of one layer; opaque to callers. */
export interface CompiledPolicySet {
  readonly policyCount: number;
}
