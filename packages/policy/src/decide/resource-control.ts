/**
 * Which requests resource control policies reach. Organizations User Guide, "Resource control policies (RCPs)", "Resources and
 * entities not restricted by RCPs"; that actions without a type of resource take no part was recorded in September 2026.
 */
import { serviceOf } from "../compile/action-matcher.ts";
import { RecentMap } from "../compile/recent-map.ts";
import { RCP_SERVICES } from "../request/rcp-services.ts";
import type { AuthorizationRequest, RequestPrincipal } from "../request/request.ts";

/** In lower case. It gives a grant back: whoever has one must always be able to. */
const EXEMPT_ACTION = "kms:retiregrant";

/** How many actions, in the spelling of the requests, are remembered. */
const ACTIONS_MAX = 1024;

const known = new RecentMap<string, boolean>(ACTIONS_MAX);

/** Whether the resource and the action are of those that resource control policies apply to, whoever asks. */
export function isControlled({ action, resource }: AuthorizationRequest): boolean {
  // An action without a type of resource is asked about all of them.
  return resource !== "*" && isControlledAction(action) && !isServiceLinkedRole(resource);
}

/** A session of a service-linked role: neither service nor resource control policies bind it. */
export function isServiceLinked(principal: RequestPrincipal): boolean {
  return principal.kind === "roleSession" && principal.serviceLinked;
}

function isControlledAction(action: string): boolean {
  return known.get(action) ?? learn(action);
}

function learn(action: string): boolean {
  const lower = action.toLowerCase();
  const controlled = lower !== EXEMPT_ACTION && RCP_SERVICES.has(serviceOf(lower));
  known.set(action, controlled);
  return controlled;
}

/** Its path is reserved for it. Other services' resources may have anything in their names. */
const SERVICE_LINKED_ROLE = /^arn:[^:]*:iam::\d*:role\/aws-service-role\//;

function isServiceLinkedRole(resource: string): boolean {
  return resource.includes(":role/aws-service-role/") && SERVICE_LINKED_ROLE.test(resource);
}
