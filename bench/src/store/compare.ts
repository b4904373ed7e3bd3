import { median, rounded } from "../measure.ts";

interface Sampled {
  readonly callers: number;
  readonly sampleMs: number;
}

type Act = () => Promise<unknown>;

interface Sample {
  readonly perSecond: number;
  /** What each call took. */
  readonly latenciesMs: readonly number[];
}

/** By turns, so that a slow moment of the machine is not one's alone; the ratio is the median of the rounds' ratios. */
export async function compare(
  sampled: Sampled & { readonly rounds: number },
  { ours, bare }: { readonly ours: Act; readonly bare: Act },
): Promise<{
  readonly perSecond: number;
  readonly barePerSecond: number;
  readonly ratio: number;
  readonly ourCalls: number;
}> {
  const rounds: { readonly our: number; readonly other: number }[] = [];
  let ourCalls = 0;
  await sample(sampled, ours);
  for (let round = 0; round < sampled.rounds; round++) {
    const other = (await sample(sampled, bare)).perSecond;
    const { latenciesMs, perSecond: our } = await sample(sampled, ours);
    rounds.push({ our, other });
    ourCalls += latenciesMs.length;
  }
  return {
    perSecond: Math.round(median(rounds.map(({ our }) => our))),
    barePerSecond: Math.round(median(rounds.map(({ other }) => other))),
    ratio: rounded(median(rounds.map(({ our, other }) => our / other))),
    ourCalls,
  };
}

export async function sample({ callers, sampleMs }: Sampled, act: Act): Promise<Sample> {
  const latenciesMs: number[] = [];
  const beganMs = performance.now();
  const call = async () => {
    while (performance.now() - beganMs < sampleMs) {
      const askedMs = performance.now();
      await act();
      latenciesMs.push(performance.now() - askedMs);
    }
  };
  await Promise.all(Array.from({ length: callers }, call));
  return { latenciesMs, perSecond: (latenciesMs.length * 1000) / (performance.now() - beganMs) };
}
