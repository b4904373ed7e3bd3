import type { Verdict } from "../compile/verdict.ts";
import type { AuthorizationRequest } from "../request/request.ts";

/** What a request is put to: the policies of a layer, or what they say about the request's action. */
export interface Asked {
  ask(request: AuthorizationRequest): Verdict;
}

/** A resource's policies. */
export interface AskedResource extends Asked {
  /** As they are asked about a principal with a permissions boundary. */
  readonly forBounded: Asked;
}

/** `PolicyLayers` as the decision sees them. */
export interface AskedLayers {
  readonly resourceControl?: readonly Asked[] | undefined;
  readonly serviceControl?: readonly Asked[] | undefined;
  readonly resource?: AskedResource | undefined;
  readonly resourcePolicyRequired?: boolean | undefined;
  readonly identity?: Asked | undefined;
  readonly boundary?: Asked | undefined;
  readonly session?: readonly Asked[] | undefined;
  readonly endpoint?: Asked | undefined;
}
