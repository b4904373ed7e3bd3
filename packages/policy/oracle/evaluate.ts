/**
 * The decision, written after the IAM User Guide: "How AWS enforcement code logic evaluates requests to allow or deny
 * access", "Policy evaluation for requests within a single account", "Cross-account policy evaluation logic", and the
 * Organizations User Guide: "SCP evaluation", "RCP evaluation". Naive on purpose: this is what the engine is judged by.
 */
import type { Decision, LayerName } from "../src/decide/layers.ts";
import type { Effect, Policy } from "../src/document/policy.ts";
import { RCP_SERVICES } from "../src/request/rcp-services.ts";
import type { AuthorizationRequest } from "../src/request/request.ts";
import { type Grant, grantOrder, strongest } from "./principal.ts";
import { policiesGrant } from "./statement.ts";

/** The engine's PolicyLayers, with policies in place of their compiled form. */
export interface OracleLayers {
  readonly resourceControl?: readonly (readonly Policy[])[];
  readonly serviceControl?: readonly (readonly Policy[])[];
  readonly resource?: readonly Policy[];
  readonly resourcePolicyRequired?: boolean;
  readonly identity?: readonly Policy[];
  readonly boundary?: readonly Policy[];
  readonly session?: readonly (readonly Policy[])[];
  readonly endpoint?: readonly Policy[];
}

/** A layer's policies, level by level; no level at all when the layer is absent or does not apply. */
type Levels = readonly (readonly Policy[])[];

export function evaluate(request: AuthorizationRequest, layers: OracleLayers): Decision {
  const ask = askLayers(request, layers);
  for (const layer of denyOrder) {
    if (ask.denies(layer)) return { decision: "explicitDeny", layer };
  }
  for (const layer of ["resourceControl", "serviceControl", "endpoint"] as const) {
    if (!ask.allows(layer)) return { decision: "implicitDeny", layer };
  }
  const { principal } = request;
  const isRoot = principal.kind === "root";
  // STS API reference, GetFederationToken: without session policies "the resulting federated user session has no permissions.
  // The only exception is" a resource-based policy that references the session itself.
  const lacksSessionPolicy = principal.kind === "federatedUser" && !ask.has("session");
  const facts: Facts = {
    resourceGrant: ask.has("resource") ? ask.grant("resource") : "none",
    // Root "has full access"; policies are not attached to it.
    identity: isRoot || (ask.has("identity") && ask.allows("identity")),
    boundary: ask.allows("boundary"),
    session: ask.allows("session") && !lacksSessionPolicy,
  };
  if (!("accountId" in principal)) return decideWithoutAccount(facts);
  if (principal.accountId === request.resourceAccountId)
    return decideWithinAccount(facts, layers.resourcePolicyRequired === true);
  return decideAcrossAccounts(facts);
}

/** What each layer says of the request. A layer that is absent or does not apply denies nothing and allows everything. */
function askLayers(request: AuthorizationRequest, layers: OracleLayers) {
  const levels = applicableLevels(request, layers);
  const grants = (layer: LayerName, effect: Effect) =>
    levels[layer].map((policies) =>
      policiesGrant(policies, effect, {
        request,
        limitedByBoundary: layer === "resource" && layers.boundary !== undefined,
      }),
    );
  return {
    has: (layer: LayerName) => levels[layer].length > 0,
    denies: (layer: LayerName) => grants(layer, "Deny").some((grant) => grant !== "none"),
    allows: (layer: LayerName) => grants(layer, "Allow").every((grant) => grant !== "none"),
    grant: (layer: LayerName) => strongest(grants(layer, "Allow")),
  };
}

/** Which layer is named when several deny. */
const denyOrder: readonly LayerName[] = [
  "resourceControl",
  "serviceControl",
  "endpoint",
  "resource",
  "boundary",
  "session",
  "identity",
];

/**
 * Organizations User Guide, "Resources and entities not restricted by RCPs": the role of a service-linked role, kms:RetireGrant. "RCPs
 * apply to resources for a subset of AWS services": the list is data. Recorded: "only actions with a resource type take part".
 */
function isUnderResourceControl({ action, resource }: AuthorizationRequest): boolean {
  const [service] = action.toLowerCase().split(":");
  const hasResourceType = resource !== "*";
  const isServiceLinkedRole = /^arn:[^:]*:iam::\d*:role\/aws-service-role\//.test(resource);
  const isExemptAction = action.toLowerCase() === "kms:retiregrant";
  return hasResourceType && !isServiceLinkedRole && !isExemptAction && RCP_SERVICES.has(service!);
}

function applicableLevels(request: AuthorizationRequest, layers: OracleLayers): Record<LayerName, Levels> {
  const { principal } = request;
  const single = (policies: readonly Policy[] | undefined): Levels =>
    policies === undefined ? [] : [policies];
  const hasAccount = "accountId" in principal;
  // "SCPs do not affect any service-linked role"; nor do RCPs.
  const isServiceLinked = principal.kind === "roleSession" && principal.serviceLinked;
  return {
    resourceControl:
      isServiceLinked || !isUnderResourceControl(request) ? [] : (layers.resourceControl ?? []),
    serviceControl: hasAccount && !isServiceLinked ? (layers.serviceControl ?? []) : [],
    endpoint: single(layers.endpoint),
    resource: single(layers.resource),
    boundary: hasAccount ? single(layers.boundary) : [],
    session: hasAccount ? (layers.session ?? []) : [],
    identity: hasAccount ? single(layers.identity) : [],
  };
}

interface Facts {
  readonly resourceGrant: Grant;
  readonly identity: boolean;
  readonly boundary: boolean;
  readonly session: boolean;
}

const isAtLeast = (grant: Grant, wanted: Grant) => grantOrder.indexOf(grant) >= grantOrder.indexOf(wanted);

/** Services, federated bearers and anonymous users have no policies of their own: the resource's must allow them. */
function decideWithoutAccount({ resourceGrant }: Facts): Decision {
  const decision = resourceGrant === "none" ? "implicitDeny" : "allowed";
  return { decision, layer: "resource" };
}

function decideWithinAccount(facts: Facts, isRequired: boolean): Decision {
  const { resourceGrant } = facts;
  if (resourceGrant === "direct") return { decision: "allowed", layer: "resource" };
  // Under resource-based policies the page says of a role's ARN that an implicit deny in a permissions boundary or session policy limits
  // what is granted to it: it is they that deny then, whether or not an identity-based policy allows.
  if (isAtLeast(resourceGrant, "role")) return withinLimits(facts, "resource");
  // "IAM role trust policies and KMS key policies are exceptions to this logic, because they must explicitly allow access".
  if (isRequired && resourceGrant === "none") return { decision: "implicitDeny", layer: "resource" };
  return decideByIdentity(facts);
}

/** "The request is allowed only if both evaluations return a decision of Allow." */
function decideAcrossAccounts(facts: Facts): Decision {
  if (facts.resourceGrant === "none") return { decision: "implicitDeny", layer: "resource" };
  return decideByIdentity(facts);
}

function decideByIdentity(facts: Facts): Decision {
  if (!facts.identity) return { decision: "implicitDeny", layer: "identity" };
  return withinLimits(facts, "identity");
}

function withinLimits({ boundary, session }: Facts, granted: LayerName): Decision {
  if (!boundary) return { decision: "implicitDeny", layer: "boundary" };
  if (!session) return { decision: "implicitDeny", layer: "session" };
  return { decision: "allowed", layer: granted };
}
