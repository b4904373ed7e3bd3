import { hasAccount } from "../compile/principal-matcher.ts";
import type { Decision } from "../decide/layers.ts";
import type { AuthorizationRequest } from "../request/request.ts";
import { LAYER_NAMES, TRUST_POLICY_NAME } from "./layer-names.ts";
import { principalName } from "./principal-names.ts";

export interface AccessDeniedOptions {
  /** The principal and the resource belong to one organization: then AWS gives its reason across accounts too. */
  readonly sameOrganization?: boolean;
  /** The managed policy whose statement denied explicitly; AWS appends its ARN. */
  readonly policyArn?: string;
}

/**
 * AWS's message for a denied request. Callers in another account are told no reason, and bearers of a web identity token
 * or SAML assertion, who have no name yet, only what they may not do.
 * IAM User Guide, "Troubleshoot access denied error messages". For trust policies the page leaves the resource out; answers to
 * AssumeRole that were recorded in 2021 and in July 2026 name the role, so it stands. The reason behind it is the page's.
 */
export function accessDeniedMessage(
  request: AuthorizationRequest,
  decision: Decision,
  options: AccessDeniedOptions = {},
): string {
  const { principal, action, resource } = request;
  if (principal.kind === "federated") return `Not authorized to perform ${action}`;
  const denied = `User: ${principalName(principal)} is not authorized to perform: ${action} on resource: ${resource}`;
  return isReasonTold(request, options) ? `${denied} ${reason(request, decision, options)}` : denied;
}

function isReasonTold(
  { principal, resourceAccountId }: AuthorizationRequest,
  options: AccessDeniedOptions,
): boolean {
  if (options.sameOrganization === true) return true;
  return hasAccount(principal) && principal.accountId === resourceAccountId;
}

function reason(
  request: AuthorizationRequest,
  decision: Decision,
  { policyArn }: AccessDeniedOptions,
): string {
  const { name, withArticle } = nameLayer(request, decision);
  if (decision.decision !== "explicitDeny") return `because no ${name} allows the ${request.action} action`;
  return `with an explicit deny in ${withArticle}${policyArn === undefined ? "" : `: ${policyArn}`}`;
}

/** Calls by which a role is assumed are the only ones that a resource-based policy of STS decides. */
function nameLayer({ action }: AuthorizationRequest, { layer }: Decision) {
  const isTrust = layer === "resource" && /^sts:/i.test(action);
  return isTrust ? TRUST_POLICY_NAME : LAYER_NAMES[layer];
}
