import type { CompiledPolicy } from "../compile/compile-policy.ts";
import { decide } from "../decide/decide.ts";
import type { AuthorizationRequest, PolicyLayers } from "../decide/request.ts";
import { findAdditions } from "./additions.ts";
import { explainStatement } from "./explain-statement.ts";
import type { Explanation, LayerExplanation, LayerVerdict, StatementExplanation } from "./explanation.ts";
import { type LayerSet, listLayerSets, whySkipped } from "./layer-sets.ts";

export interface ExplainOptions {
  /** What to call a policy: its name, ARN or file. */
  readonly nameOf?: (policy: CompiledPolicy) => string | undefined;
}

/**
 * Tells why a request is allowed or denied: the decision that `decide` takes, each statement with the first thing that did
 * not match, and the smallest changes that would allow it. The policies are the same compiled form that `decide` asks; it
 * costs time in proportion to their statements, so ask it for people, not for every request.
 */
export function explain(
  request: AuthorizationRequest,
  layers: PolicyLayers,
  options: ExplainOptions = {},
): Explanation {
  const decision = decide(request, layers);
  const explained = explainLayers(request, layers, options);
  const additions = findAdditions(request, layers, (changed) => explainLayers(request, changed, options));
  return { ...decision, layers: explained, additions };
}

function explainLayers(
  request: AuthorizationRequest,
  layers: PolicyLayers,
  options: ExplainOptions,
): readonly LayerExplanation[] {
  return listLayerSets(request, layers).map((layerSet) => {
    const hasBoundary = layerSet.layer === "resource" && layers.boundary !== undefined;
    const statements = explainStatements(request, layerSet, hasBoundary, options);
    const { layer, level, set } = layerSet;
    const skipped = whySkipped(layer, request.principal);
    const verdict = judge(request, layerSet, statements);
    return { layer, level, policyCount: set.policyCount, skipped, verdict, statements };
  });
}

function explainStatements(
  request: AuthorizationRequest,
  { set }: LayerSet,
  hasBoundary: boolean,
  { nameOf }: ExplainOptions,
): readonly StatementExplanation[] {
  return set.policies.flatMap((policy, policyIndex) => {
    const policyName = nameOf?.(policy);
    const question = { request, hasBoundary, policy, policyIndex, policyName };
    return policy.statements.map((statement) => explainStatement(statement, question));
  });
}

function judge(
  request: AuthorizationRequest,
  { layer }: LayerSet,
  statements: readonly StatementExplanation[],
): LayerVerdict {
  const matched = statements.filter((each) => each.matched);
  if (matched.some((each) => each.statement.effect === "Deny")) return "denies";
  if (layer === "identity" && request.principal.kind === "root") return "implied";
  return matched.length > 0 ? "allows" : "silent";
}
