/**
 * Decisions of which some facts are unknown. IAM User Guide, "Policy evaluation logic", over all completions at once, in Kleene's
 * logic: an Allow counts if it applies in every completion, a Deny unless it applies in none.
 */
import { CompiledLayers } from "../decide/compiled-layers.ts";
import { decide } from "../decide/decide.ts";
import type { Decision, PolicyLayers } from "../decide/layers.ts";
import { listDecisiveNames } from "./decisive-names.ts";
import type { PartialDecision } from "./partial-decision.ts";
import { PartialLayers } from "./partial-layers.ts";
import { PartialQuestion, type PartialRequest } from "./partial-question.ts";

/**
 * Allows or denies a request for all that the unknown may be, or tells on what that depends. A request of which nothing unknown is asked is
 * decided by `decide`. It never allows or denies wrongly; but where two statements about one key exclude each other, it may say that the
 * decision depends on a key although it does not.
 * @throws TypeError as `decide`
 */
export function decideInPart(
  request: PartialRequest,
  layers: PolicyLayers | CompiledLayers,
): PartialDecision {
  const question = new PartialQuestion(request);
  const { context, knownResource } = question;
  if (knownResource !== undefined) {
    const decision = decide(question.withResource(knownResource), layers);
    if (!context.wasAskedUnknown) return settle(decision);
  }
  const asked = new PartialLayers(layers instanceof CompiledLayers ? layers.layers : layers, question);
  const worst = asked.decide(({ worst: verdict }) => verdict, true);
  if (worst.decision === "allowed") return settle(worst);
  const best = asked.decide(({ best: verdict }) => verdict, false);
  if (best.decision !== "allowed") return settle(best);
  return {
    outcome: "depends",
    layer: worst.layer,
    kind: worst.decision,
    unknown: listDecisiveNames(asked, question),
  };
}

function settle({ decision, layer }: Decision): PartialDecision {
  return {
    outcome: decision === "allowed" ? "allowed" : "denied",
    layer,
    kind: decision,
    unknown: NOTHING_UNKNOWN,
  };
}

const NOTHING_UNKNOWN: readonly string[] = Object.freeze([]);
