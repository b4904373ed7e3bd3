/**
 * The decision. IAM User Guide, "How AWS enforcement code logic evaluates requests to allow or deny access" and
 * "Cross-account policy evaluation logic".
 */
import { hasAccount, isLimitedByBoundary } from "../compile/principal-matcher.ts";
import { ALLOWED, ALLOWED_TO_ROLE, DENIED, NOTHING, type Verdict } from "../compile/verdict.ts";
import { withReadContext } from "../request/record-context.ts";
import type { AuthorizationRequest } from "../request/request.ts";
import type { Asked, AskedLayers } from "./asked-layers.ts";
import { CompiledLayers } from "./compiled-layers.ts";
import { decisions } from "./decisions.ts";
import type { Decision, PolicyLayers } from "./layers.ts";
import { isControlled, isServiceLinked } from "./resource-control.ts";

/**
 * Allows or denies a request: allocates nothing, and answers one of a few frozen constants. Whatever the texts are it does not
 * throw.
 * @throws TypeError where the context gives what is neither a text nor a list of texts
 */
export function decide(request: AuthorizationRequest, layers: PolicyLayers | CompiledLayers): Decision {
  const asked = layers instanceof CompiledLayers ? layers.about(request.action) : layers;
  return judge(withReadContext(request), asked);
}

/** The decision, by what the layers say; each says it of the request that it is given. */
export function judge(request: AuthorizationRequest, layers: AskedLayers): Decision {
  const { principal } = request;
  const isMember = hasAccount(principal);
  const isExempt = isServiceLinked(principal);
  // Services, bearers of foreign tokens and anonymous users have no account whose policies could limit them.
  const own = isMember ? layers : NO_LAYERS;

  // An explicit deny anywhere ends the matter. The layers are asked in the order in which AWS names those that deny.
  const resourceControl = isExempt ? ALLOWED : askResourceControl(layers, request);
  if (resourceControl === DENIED) return decisions.resourceControl.explicitDeny;
  const serviceControl = askEvery(isExempt ? undefined : own.serviceControl, request);
  if (serviceControl === DENIED) return decisions.serviceControl.explicitDeny;
  const endpoint = askLimit(layers.endpoint, request);
  if (endpoint === DENIED) return decisions.endpoint.explicitDeny;
  const resource = askResource(layers, request);
  if (resource === DENIED) return decisions.resource.explicitDeny;
  const boundary = askLimit(own.boundary, request);
  if (boundary === DENIED) return decisions.boundary.explicitDeny;
  const session = askSession(own, request);
  if (session === DENIED) return decisions.session.explicitDeny;
  const identity = askIdentity(own, request);
  if (identity === DENIED) return decisions.identity.explicitDeny;

  // The organization, and the way through the network, must allow.
  if (resourceControl === NOTHING) return decisions.resourceControl.implicitDeny;
  if (serviceControl === NOTHING) return decisions.serviceControl.implicitDeny;
  if (endpoint === NOTHING) return decisions.endpoint.implicitDeny;

  // The resource's own policy: within an account it may be all that is needed.
  const isOwn = isMember && principal.accountId === request.resourceAccountId;
  const needsResource = !isOwn || layers.resourcePolicyRequired === true;
  if (needsResource && resource === NOTHING) return decisions.resource.implicitDeny;
  if (!isMember) return decisions.resource.allowed;
  if (isOwn && resource === ALLOWED) return decisions.resource.allowed;
  // Allowed to its role, a session needs no identity-based policy, but what limits the role must allow.
  const isGranted = isOwn && resource === ALLOWED_TO_ROLE;

  // The principal's own policies, within what limits them.
  if (identity === NOTHING && !isGranted) return decisions.identity.implicitDeny;
  if (boundary === NOTHING) return decisions.boundary.implicitDeny;
  if (session === NOTHING) return decisions.session.implicitDeny;
  return isGranted ? decisions.resource.allowed : decisions.identity.allowed;
}

const NO_LAYERS: AskedLayers = Object.freeze({});

/** A layer that limits. It allows where it is absent. */
function askLimit(asked: Asked | undefined, request: AuthorizationRequest): Verdict {
  return asked === undefined ? ALLOWED : asked.ask(request);
}

/** A layer of several sets, each of which must allow. */
function askEvery(levels: readonly Asked[] | undefined, request: AuthorizationRequest): Verdict {
  if (levels === undefined) return ALLOWED;
  let weakest: Verdict = ALLOWED;
  for (const level of levels) {
    const verdict = level.ask(request);
    if (verdict === DENIED) return DENIED;
    if (verdict < weakest) weakest = verdict;
  }
  return weakest;
}

function askResourceControl({ resourceControl }: AskedLayers, request: AuthorizationRequest): Verdict {
  return resourceControl !== undefined && isControlled(request)
    ? askEvery(resourceControl, request)
    : ALLOWED;
}

function askResource({ resource, boundary }: AskedLayers, request: AuthorizationRequest): Verdict {
  if (resource === undefined) return NOTHING;
  const isBounded = boundary !== undefined && isLimitedByBoundary(request.principal);
  return (isBounded ? resource.forBounded : resource).ask(request);
}

/** Root may do everything that nothing denies. */
function askIdentity(own: AskedLayers, request: AuthorizationRequest): Verdict {
  const verdict = own.identity === undefined ? NOTHING : own.identity.ask(request);
  return request.principal.kind === "root" && verdict !== DENIED ? ALLOWED : verdict;
}

/**
 * Without a session policy a federated user can do nothing but what resources' policies grant to the session itself: STS API
 * reference, GetFederationToken.
 */
function askSession({ session }: AskedLayers, request: AuthorizationRequest): Verdict {
  const lacksPolicy = session === undefined || session.length === 0;
  return lacksPolicy && request.principal.kind === "federatedUser" ? NOTHING : askEvery(session, request);
}
