/** Actions that nobody asked for before: what the engine remembers does not help, and what it remembers must stay bounded. */
import type { AuthorizationRequest } from "@rolecall/policy";
import type { BenchOptions, ReportLine } from "../bench.ts";
import { quantile, rounded, timeEach, timerCostUs } from "../measure.ts";
import { createEngineJudge, decideByEngine, parseRequest } from "./judges.ts";
import type { Workload } from "./workload.ts";

export function measureUnseenActions(workload: Workload, { quick }: BenchOptions): ReportLine {
  const engine = createEngineJudge(workload);
  const known = workload.requests.map(parseRequest);
  const count = Math.min(known.length, quick ? 1_000 : 10_000);
  // Services stay as they are, so that wildcards such as s3:Get* match.
  const requests = known.slice(0, count).map((request, index): AuthorizationRequest => {
    return { ...request, action: `${request.action}${index}` };
  });
  for (const request of known.slice(0, 100)) decideByEngine(engine, request);
  const times = new Float64Array(count);
  timeEach(times, timerCostUs(), (index) => void decideByEngine(engine, requests[index]!));
  return {
    case: `${workload.name}-unseen-action`,
    p50Us: rounded(quantile(times, 0.5)),
    p99Us: rounded(quantile(times, 0.99)),
    actions: count,
  };
}
