import type { AuthorizationRequest, PolicyLayers } from "@rolecall/policy";
import type { ConditionFacts } from "./condition-context.ts";

/** One permission that a request needs, as policies were asked about it. */
export interface AskedPermission {
  readonly question: AuthorizationRequest;
  readonly layers: PolicyLayers;
  /** What the question's condition keys are answered from. */
  readonly facts: ConditionFacts;
}
