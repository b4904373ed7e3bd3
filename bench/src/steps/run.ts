/** The steps bench: what each step of a request's way costs by itself, beside its limit. See bench/README.md. */
import type { BenchOptions, ReportLine } from "../bench.ts";
import { median, rounded } from "../measure.ts";
import { authorizationSteps, openBenchWorld } from "./authorization.ts";
import { codecSteps } from "./codec.ts";
import { signatureSteps } from "./signature.ts";
import type { Step } from "./step.ts";

const ROUNDS = 15;
const QUICK_ROUNDS = 3;
/** So that the compiler has seen every step before it is timed. */
const WARM_UP_ROUNDS = 3;

export async function run({ report, quick }: BenchOptions): Promise<void> {
  const world = await openBenchWorld();
  const steps = [...(await codecSteps()), ...signatureSteps(), ...(await authorizationSteps(world))];
  const rounds = quick ? QUICK_ROUNDS : ROUNDS;
  for (const step of steps) report(await measure(step, rounds));
  await world.store.close();
}

/** Step and limit by turns. */
async function measure(step: Step, rounds: number): Promise<ReportLine> {
  const stepUs: number[] = [];
  const limitUs: number[] = [];
  for (let round = -WARM_UP_ROUNDS; round < rounds; round++) {
    const taken = await step.take();
    const limit = await step.takeLimit();
    if (round < 0) continue;
    stepUs.push(taken);
    limitUs.push(limit);
  }
  const p50Us = median(stepUs);
  return {
    case: step.name,
    p50Us: rounded(p50Us),
    perSecond: rounded(1e6 / p50Us),
    comparedWith: step.comparedWith,
    limitP50Us: rounded(median(limitUs)),
  };
}
