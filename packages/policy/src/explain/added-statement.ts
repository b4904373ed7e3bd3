import { type CompiledPolicy, compilePolicy } from "../compile/compile-policy.ts";
import type { LayerName, PolicyLayers } from "../decide/layers.ts";
import type { PrincipalElement, PrincipalType, Statement } from "../document/policy.ts";
import type { Span } from "../document/span.ts";
import type { AuthorizationRequest, RequestPrincipal } from "../request/request.ts";
import type { AddedStatement, NamedPrincipal } from "./explanation.ts";

/** The statement that, added to a layer, makes it allow this request and as little else as can be. */
export function makeAddedStatement(
  request: AuthorizationRequest,
  layers: PolicyLayers,
  layer: LayerName,
): AddedStatement {
  const { action, principal } = request;
  if (layer === "resource" && isTrustPolicy(request, layers)) {
    return { Effect: "Allow", Principal: principalElement(principal, { AWS: "*" }), Action: action };
  }
  const Resource = escapeResource(request.resource);
  if (layer === "resource") {
    return { Effect: "Allow", Principal: principalElement(principal, "*"), Action: action, Resource };
  }
  if (layer === "endpoint" || layer === "resourceControl") {
    return { Effect: "Allow", Principal: "*", Action: action, Resource };
  }
  return { Effect: "Allow", Action: action, Resource };
}

/** A role's trust policy is the resource policy of the calls by which it is assumed. */
function isTrustPolicy(
  { action }: AuthorizationRequest,
  layers: Pick<PolicyLayers, "resourcePolicyRequired">,
): boolean {
  return layers.resourcePolicyRequired === true && /^sts:/i.test(action);
}

/** A session is named by its role, so that the next session is allowed too. */
function principalElement(principal: RequestPrincipal, everyone: NamedPrincipal): NamedPrincipal {
  switch (principal.kind) {
    case "roleSession":
      return { AWS: principal.roleArn };
    case "federated":
      return { Federated: principal.provider };
    case "service":
      return { Service: principal.service };
    case "anonymous":
      return everyone;
    default:
      return { AWS: principal.arn };
  }
}

/**
 * In a policy `*`, `?` and `${` mean something; the name of a resource may hold them as they are. Variables, and so escapes,
 * stand only behind an ARN's fifth colon: a resource that would need one before it can be allowed by `*` alone. So can what
 * is no whole ARN, since a policy does not mean it as it is written.
 */
function escapeResource(resource: string): string {
  const head = /^(?:[^:]*:){5}/.exec(resource)?.[0];
  if (head === undefined || head.includes("${")) return "*";
  return head + resource.slice(head.length).replace(/\$(?=\{)|[*?]/g, (character) => `\${${character}}`);
}

/** The statement as a policy of its own. */
export function compileAddedStatement({ Principal, Action, Resource }: AddedStatement): CompiledPolicy {
  const statement: Statement = {
    index: 0,
    effect: "Allow",
    principal: Principal && principalOf(Principal),
    action: { negated: false, values: [Action], span: NOWHERE },
    resource: Resource === undefined ? undefined : { negated: false, values: [Resource], span: NOWHERE },
    conditions: [],
    span: NOWHERE,
  };
  return compilePolicy({ kind: "identity", version: "2012-10-17", statements: [statement] });
}

/** The statement stands in no document. */
const NOWHERE: Span = { start: 0, end: 0 };

function principalOf(principal: NamedPrincipal): PrincipalElement {
  const everyone = principal === "*";
  const entries = everyone
    ? []
    : Object.entries(principal).map(([type, value]) => ({ type: type as PrincipalType, value }));
  return { negated: false, everyone, entries, span: NOWHERE };
}
