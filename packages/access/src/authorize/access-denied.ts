import {
  type AuthorizationRequest,
  accessDeniedMessage,
  type Decision,
  type PolicyLayers,
} from "@rolecall/policy";

/** What was asked, of which policies, and what they said. */
export interface Denial {
  readonly question: AuthorizationRequest;
  readonly layers: PolicyLayers;
  readonly decision: Decision;
  /** How AWS names the resource where it does not show the ARN: `role Deployer`. */
  readonly resourceName?: string | undefined;
}

/** Policies did not allow what was asked. The message is AWS's; the denial itself is kept for who wants to know why. */
export class AccessDenied extends Error {
  /** As in the Query protocol; other protocols have other names for it. */
  readonly code = "AccessDenied";
  readonly denial: Denial;
  constructor(denial: Denial) {
    const { question, decision, resourceName } = denial;
    super(accessDeniedMessage({ ...question, resource: resourceName ?? question.resource }, decision));
    this.name = "AccessDenied";
    this.denial = denial;
  }
}
