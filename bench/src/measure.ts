/** How benches measure. What each figure means is told in bench/README.md. */
import { getHeapStatistics } from "node:v8";

/** The smallest value that at least `share` (0 to 1) of the values do not exceed. */
export function quantile(values: Iterable<number>, share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export const median = (values: Iterable<number>): number => quantile(values, 0.5);

/** Three significant digits: more would be noise. */
export const rounded = (value: number): number => Number(value.toPrecision(3));

/** What two calls of performance.now() in a row cost, in µs. */
export function timerCostUs(): number {
  const costs: number[] = [];
  for (let index = 0; index < 20_000; index++) {
    const start = performance.now();
    costs.push((performance.now() - start) * 1000);
  }
  return median(costs);
}

/** Calls `ask` for each index in batches, and returns each batch's mean in µs. */
export function timeBatches(count: number, batch: number, ask: (index: number) => void): number[] {
  const means: number[] = [];
  for (let from = 0; from + batch <= count; from += batch) {
    const start = performance.now();
    for (let index = from; index < from + batch; index++) ask(index);
    means.push(((performance.now() - start) * 1000) / batch);
  }
  return means;
}

/** Calls `ask` for each index and writes what each took, in µs and less the timer's own cost, into `times`. */
export function timeEach(times: Float64Array, timerUs: number, ask: (index: number) => void): void {
  for (let index = 0; index < times.length; index++) {
    const start = performance.now();
    ask(index);
    times[index] = Math.max(0, (performance.now() - start) * 1000 - timerUs);
  }
}

/**
 * Bytes that V8 allocated on its heap for each call. The counter only grows, so that a collection in between changes nothing; none
 * is asked for, since it would throw compiled code away, which V8 then makes again. What reading the counter costs is
 * measured in the same way and taken off.
 */
export function bytesPerCall(count: number, ask: (index: number) => void): number {
  const allocatedBytes = () => getHeapStatistics().total_allocated_bytes;
  const empty = -(allocatedBytes() - allocatedBytes());
  const before = allocatedBytes();
  for (let index = 0; index < count; index++) ask(index);
  return Math.max(0, allocatedBytes() - before - empty) / count;
}

/** Needs --expose-gc, which the bench script passes. */
export function collectGarbage(): void {
  if (globalThis.gc === undefined) throw new Error("Run with --expose-gc.");
  globalThis.gc();
}
