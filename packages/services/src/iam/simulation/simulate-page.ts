import type { SimulatePolicyResponse } from "@rolecall/contracts/iam";
import { openPage } from "@rolecall/operations";
import { iamError } from "../error.ts";
import { showEvaluation } from "./evaluation-shape.ts";
import type { Scenario } from "./scenario.ts";
import { SimulatedAction } from "./simulated-action.ts";
import { lengthsOf, PAGE_WORK_MAX, WorkCount } from "./simulation-work.ts";

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

type Results = NonNullable<SimulatePolicyResponse["EvaluationResults"]>;

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
  const page = { from: Number(request.after ?? 0), limit: request.limit };
  const { results, next } = simulatePage(scenario, asked, page);
  return { EvaluationResults: results, ...marks(next === undefined ? {} : { next: String(next) }) };
}

/** INVARIANT: what is done is counted first, and no more is done than a page's work. */
export function simulatePage(
  scenario: Scenario,
  { actions, resources }: Asked,
  { from, limit }: PageOfActions,
): { readonly results: Results; readonly next?: number } {
  const count = new WorkCount(scenario, lengthsOf(resources));
  const results: Results[number][] = [];
  let left = PAGE_WORK_MAX;
  for (const [index, action] of actions.entries()) {
    if (index < from) continue;
    if (results.length === limit) return { results, next: index };
    left -= count.ofFinding(action);
    if (left >= 0) left -= count.ofAsking(action);
    if (left < 0 && results.length > 0) return { results, next: index };
    if (left < 0) throw tooDear(action);
    const simulated = new SimulatedAction(scenario, action);
    results.push(
      showEvaluation(
        action,
        resources.map((resource) => simulated.decide(resource)),
      ),
    );
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
