import { hasAccount } from "../compile/principal-matcher.ts";
import { decide } from "../decide/decide.ts";
import type { LayerName, PolicyLayers } from "../decide/layers.ts";
import { withReadContext } from "../request/record-context.ts";
import type { AuthorizationRequest } from "../request/request.ts";
import { findAdditions } from "./additions.ts";
import type { ToldExemption } from "./exempt-reasons.ts";
import { explainStatement } from "./explain-statement.ts";
import type {
  ExplainedRequest,
  Explanation,
  LayerExplanation,
  LayerVerdict,
  StatementExplanation,
} from "./explanation.ts";
import { type LayerSet, listLayerSets, setsOf, whySkipped } from "./layer-sets.ts";
import { type DescribeOptions, describeSet, type SetFacts } from "./policy-facts.ts";
import { principalName } from "./principal-names.ts";

export interface ExplainOptions extends DescribeOptions {
  /** Layers that were left out because the request is exempt from them. */
  readonly exempt?: Readonly<Partial<Record<LayerName, ToldExemption>>>;
  /** Layers of which others may have policies: a bucket's, where Rolecall holds no buckets' policies. */
  readonly notHeld?: readonly LayerName[];
}

/**
 * Tells why a request is allowed or denied: the decision that `decide` takes, each statement with the first thing that did
 * not match, and the smallest changes that would allow it. The policies are the same compiled form that `decide` asks; it
 * costs time in proportion to their statements, so ask it for people, not for every request.
 * @throws TypeError where a layer that is told to be exempt or not held brings policies all the same
 */
export function explain(
  asked: AuthorizationRequest,
  layers: PolicyLayers,
  options: ExplainOptions = {},
): Explanation {
  const request = withReadContext(asked);
  const told = listTold(layers, options);
  const isTrust = TRUST_ACTION.test(request.action);
  const facts = listLayerSets(request, layers, told).map(({ layer, level, set }) =>
    describeSet({ layer, level, policies: set.policies }, options, isTrust),
  );
  const explainAll = (changed: PolicyLayers) =>
    listLayerSets(request, changed, told).map((each) =>
      explainSet(each, { request, layers: changed, facts, options }),
    );
  return {
    ...decide(request, layers),
    request: describeRequest(request, isTrust),
    layers: explainAll(layers),
    additions: findAdditions(request, layers, explainAll),
    hidden: [],
  };
}

/** What a role's trust policy decides: that it is assumed, and what may come with it. */
const TRUST_ACTION = /^sts:(?:AssumeRole|TagSession$|SetSourceIdentity$|SetContext$)/i;

/** The layers that are told of although they bring nothing. */
function listTold(layers: PolicyLayers, { exempt = {}, notHeld = [] }: ExplainOptions): readonly LayerName[] {
  const told = [...(Object.keys(exempt) as LayerName[]), ...notHeld];
  const brought = told.find((layer) => setsOf(layers, layer).some(({ policyCount }) => policyCount > 0));
  if (brought !== undefined)
    throw new TypeError(`The layer ${brought} is told to be left out, and brings policies.`);
  return told;
}

function describeRequest(request: AuthorizationRequest, isTrust: boolean): ExplainedRequest {
  const { principal, action, resource, resourceAccountId } = request;
  return {
    principal: principalName(principal),
    principalKind: principal.kind,
    principalAccountId: hasAccount(principal) ? principal.accountId : undefined,
    action,
    resource,
    resourceAccountId,
    isTrust,
  };
}

interface Surroundings {
  readonly request: AuthorizationRequest;
  readonly layers: PolicyLayers;
  readonly facts: readonly SetFacts[];
  readonly options: ExplainOptions;
}

function explainSet(
  { layer, level, set }: LayerSet,
  { request, layers, facts, options: { exempt, notHeld } }: Surroundings,
): LayerExplanation {
  const known = facts.find((each) => each.layer === layer && each.level === level);
  const hasBoundary = layer === "resource" && layers.boundary !== undefined;
  const statements = set.policies.flatMap((policy, policyIndex) => {
    const policyName = known?.policies[policyIndex]?.name;
    const linesOf = known?.lines[policyIndex];
    const question = { request, hasBoundary, policy, policyIndex, policyName, linesOf };
    return policy.statements.map((statement) => explainStatement(statement, question));
  });
  const isUnheld = set.policyCount === 0 && notHeld?.includes(layer) === true;
  return {
    layer,
    level,
    policyCount: set.policyCount,
    policies: set.policies.map((_, index) => known?.policies[index] ?? { isHidden: false }),
    node: known?.node,
    skipped: whySkipped(layer, request) ?? exempt?.[layer],
    unknown: isUnheld ? "notHeld" : undefined,
    verdict: isUnheld ? "unknown" : judge(request, layer, statements),
    statements,
  };
}

function judge(
  request: AuthorizationRequest,
  layer: LayerName,
  statements: readonly StatementExplanation[],
): LayerVerdict {
  const matched = statements.filter((each) => each.matched);
  if (matched.some((each) => each.statement.effect === "Deny")) return "denies";
  if (layer === "identity" && request.principal.kind === "root") return "implied";
  return matched.length > 0 ? "allows" : "silent";
}
