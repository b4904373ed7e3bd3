import { median } from "../measure.ts";

/** One step of a request's way, and what it is held against. */
export interface Step {
  readonly name: string;
  /** Gives the µs of one call: the median of many batches' means. */
  readonly take: () => Promise<number>;
  readonly comparedWith: string;
  readonly takeLimit: () => Promise<number>;
}

/** Calls between two looks at the clock. */
const BATCH = 50;

/** Keeps results from being computed for nothing. */
let sink: unknown;

/** Makes a measurement out of one call for each of the samples; a promise is awaited. */
export function timeStep<Sample>(
  samples: readonly Sample[],
  call: (sample: Sample) => unknown,
): () => Promise<number> {
  return async () => {
    const means: number[] = [];
    for (let from = 0; from + BATCH <= samples.length; from += BATCH) {
      const startMs = performance.now();
      for (let index = from; index < from + BATCH; index++) {
        const result = call(samples[index]!);
        sink = result instanceof Promise ? await result : result;
      }
      means.push(((performance.now() - startMs) * 1000) / BATCH);
    }
    if (sink === undefined) throw new Error("A step gave nothing.");
    return median(means);
  };
}
