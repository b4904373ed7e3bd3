import type { CompiledPolicy } from "../compile/compile-policy.ts";
import { decide } from "../decide/decide.ts";
import type { PolicyLayers } from "../decide/layers.ts";
import { withReadContext } from "../request/record-context.ts";
import type { AuthorizationRequest } from "../request/request.ts";
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
  asked: AuthorizationRequest,
  layers: PolicyLayers,
  options: ExplainOptions = {},
): Explanation {
  const request = withReadContext(asked);
  const names = listLayerSets(request, layers).map(({ layer, level, set }) => {
    return { layer, level, names: set.policies.map((policy) => options.nameOf?.(policy)) };
  });
  const explainAll = (changed: PolicyLayers) => explainLayers(request, changed, names);
  return {
    ...decide(request, layers),
    layers: explainAll(layers),
    additions: findAdditions(request, layers, explainAll),
  };
}

/** The names of a set's policies. They go by place, since what is changed on trial is another policy in the same place. */
interface SetNames extends Pick<LayerSet, "layer" | "level"> {
  readonly names: readonly (string | undefined)[];
}

function explainLayers(
  request: AuthorizationRequest,
  layers: PolicyLayers,
  names: readonly SetNames[],
): readonly LayerExplanation[] {
  return listLayerSets(request, layers).map((layerSet) => {
    const { layer, level, set } = layerSet;
    const policyNames = names.find((each) => each.layer === layer && each.level === level)?.names ?? [];
    const hasBoundary = layer === "resource" && layers.boundary !== undefined;
    const statements = set.policies.flatMap((policy, policyIndex) => {
      const question = { request, hasBoundary, policy, policyIndex, policyName: policyNames[policyIndex] };
      return policy.statements.map((statement) => explainStatement(statement, question));
    });
    const skipped = whySkipped(layer, request);
    const verdict = judge(request, layerSet, statements);
    return { layer, level, policyCount: set.policyCount, skipped, verdict, statements };
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
