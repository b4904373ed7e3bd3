import type { EvaluationResult, SimulatePolicyResponse } from "@rolecall/contracts/iam";
import { openPage } from "@rolecall/operations";
import { iamError } from "../error.ts";
import { showEvaluation } from "./evaluation-shape.ts";
import type { Scenario } from "./scenario.ts";
import { SimulatedAction } from "./simulated-action.ts";
import { PAGE_WORK_MAX, WorkCount } from "./simulation-work.ts";

export interface Asked {
  readonly actions: readonly string[];
  /** `*` alone where the input names none. */
  readonly resources: readonly string[];
}

interface PageOfActions {
  /** How many actions are passed over. */
  readonly from: number;
  readonly limit: number;
}

interface SimulatedPage {
  readonly results: readonly EvaluationResult[];
  /** How many actions the pages so far have; absent where these are all. */
  readonly next?: number;
}

/**
 * One page of the answer: MaxItems counts actions. A page ends earlier where it has become dear: AWS too may answer fewer items than
 * were asked for, with IsTruncated true.
 * @throws InvalidInput where a marker is another list's, or one action alone is too dear
 */
export function answerPage(
  call: Parameters<typeof openPage>[0],
  scenario: Scenario,
  asked: Asked,
): SimulatePolicyResponse {
  const paging = call.paging && { ...call.paging, invalidToken };
  const { request, marks } = openPage({ ...call, paging });
  const { results, next } = simulatePage(scenario, asked, {
    from: Number(request.after ?? 0),
    limit: request.limit,
  });
  return { EvaluationResults: results, ...marks(next === undefined ? {} : { next: String(next) }) };
}

/** INVARIANT: what is done is counted first, and no more is done than a page's work. */
export function simulatePage(
  scenario: Scenario,
  { actions, resources }: Asked,
  { from, limit }: PageOfActions,
): SimulatedPage {
  const work = new WorkCount(scenario, resources);
  const results: EvaluationResult[] = [];
  let left = PAGE_WORK_MAX - work.ofCompiling();
  for (const [index, action] of actions.entries()) {
    if (index < from) continue;
    if (results.length === limit) return { results, next: index };
    if (left >= 0) left -= work.ofFinding(action);
    const simulated = left < 0 ? undefined : new SimulatedAction(scenario, action);
    if (simulated !== undefined) left -= work.ofAsking(simulated);
    if (simulated === undefined || left < 0) {
      if (results.length === 0) throw tooDear(action);
      return { results, next: index };
    }
    const decisions = resources.map((resource) => simulated.decide(resource));
    results.push(showEvaluation(action, decisions));
  }
  return { results };
}

function invalidToken(): Error {
  return iamError("InvalidInput", "Invalid marker for pagination.");
}

/** AWS tells no limit. */
function tooDear(action: string): Error {
  return iamError(
    "InvalidInput",
    `The simulation of ${action} compares too much at once. Simulate it with fewer resources or fewer policies.`,
  );
}
