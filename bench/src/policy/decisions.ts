/** Decisions a request at a time: the engine and Cedar by turns, in one process, on the same requests. */
import { decide } from "@rolecall/policy";
import type { ReportLine } from "../bench.ts";
import {
  bytesPerCall,
  collectGarbage,
  median,
  quantile,
  rounded,
  timeBatches,
  timeEach,
  timerCostUs,
} from "../measure.ts";
import { assertAgreement } from "./agreement.ts";
import { type CedarCall, type CedarJudge, createCedarJudge } from "./cedar.ts";
import { createEngineJudge, type EngineJudge, parseRequest, prepareRequest } from "./judges.ts";
import type { Workload } from "./workload.ts";

const batchSize = 50;
/** Cedar takes milliseconds a decision on large: it is asked every n-th request, so that a round stays short. */
const cedarAskedCount = { small: 2_000, medium: 500, large: 100 };
const agreementSampleSize = 300;

export function measureDecisions(workload: Workload, rounds: number): ReportLine {
  const { asking, shares } = prepareAsking(workload);
  const { ask, count } = asking;
  const figures = measureRounds({ ...asking, rounds });
  return {
    case: workload.name,
    ...figures,
    bytesPerDecision: rounded(median(Array.from({ length: 15 }, () => bytesPerCall(count, ask)))),
    statements: workload.identity.reduce((sum, policy) => sum + policy.Statement.length, 0),
    requests: count,
    ...shares,
  };
}

/** What is timed. */
interface Asking {
  readonly count: number;
  readonly ask: (index: number) => void;
  readonly cedar: CedarJudge;
  readonly calls: readonly CedarCall[];
}

function prepareAsking(workload: Workload) {
  const count = workload.requests.length;
  const engine = createEngineJudge(workload);
  const cedar = createCedarJudge(workload, {
    actions: [...new Set(workload.requests.map((text) => parseRequest(text).action))],
    principalValues: { "aws:username": "alice", "aws:principaltag/team": "core" },
  });
  const every = (share: number) =>
    workload.requests.filter((_, index) => index % Math.ceil(count / share) === 0).map(prepareRequest);
  const shares = assertAgreement({ workload, sample: every(agreementSampleSize), engine, cedar });
  const calls = every(cedarAskedCount[workload.name]).map(({ written }) => cedar.prepare(written));
  return { asking: { count, ask: askerOf(engine, workload.requests), cedar, calls }, shares };
}

/**
 * Which layers a request meets is known to whoever asks, before it asks: of Cedar's calls as well. Requests are parsed between
 * two collections, so that the parts of each lie together in memory, as they do when it was just parsed.
 */
function askerOf(engine: EngineJudge, texts: readonly string[]): Asking["ask"] {
  collectGarbage();
  const requests = texts.map(parseRequest);
  collectGarbage();
  const layers = requests.map((request) => engine.layersFor(request));
  return (index) => void decide(requests[index]!, layers[index]!);
}

function measureRounds({ rounds, count, ask, cedar, calls }: Asking & { readonly rounds: number }) {
  const timers: number[] = [];
  const engineMedians: number[] = [];
  const cedarMedians: number[] = [];
  const single = Array.from({ length: rounds }, () => new Float64Array(count));
  for (let warmUp = 0; warmUp < 3; warmUp++) timeBatches(count, batchSize, ask);
  for (const times of single) {
    engineMedians.push(median(timeBatches(count, batchSize, ask)));
    // The machine is not always equally fast: the timer costs what it costs now.
    const timerUs = timerCostUs();
    timers.push(timerUs);
    timeEach(times, timerUs, ask);
    cedarMedians.push(median(timeBatches(calls.length, 1, (index) => void cedar.allows(calls[index]!))));
  }
  // What a request takes is the median of its rounds: an interruption of the machine is not the request's.
  const perRequest = Float64Array.from({ length: count }, (_, index) =>
    median(single.map((times) => times[index]!)),
  );
  const p50Us = median(engineMedians);
  const cedarP50Us = median(cedarMedians);
  return {
    p50Us: rounded(p50Us),
    quietestRoundUs: rounded(Math.min(...engineMedians)),
    p99Us: rounded(quantile(perRequest, 0.99)),
    cedarP50Us: rounded(cedarP50Us),
    timesFaster: Math.round(cedarP50Us / p50Us),
    singleP50Us: rounded(median(perRequest)),
    timerUs: rounded(median(timers)),
  };
}
