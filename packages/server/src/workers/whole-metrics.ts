import type { Gauges } from "../management/management.ts";
import type { Metrics } from "../metrics.ts";
import type { Told } from "./messages.ts";

interface WholeParts {
  readonly metrics: Metrics;
  /** Of the parent. */
  readonly own: Gauges;
  readonly restarts: number;
}

/** The metrics of all workers as one text: counts added up, gauges as each makes sense. */
export function renderWhole(
  told: readonly (readonly [place: number, told: Told])[],
  { metrics, own, restarts }: WholeParts,
): string {
  for (const [, { counts }] of told) metrics.addCounts(counts);
  const byWorker = told.map(([place, { gauges }]) => [
    `worker_resident_memory_bytes{worker="${place + 1}"}`,
    gauges.process_resident_memory_bytes ?? 0,
  ]);
  return metrics.render({
    ...joinGauges([own, ...told.map(([, { gauges }]) => gauges)]),
    workers: told.length,
    worker_restarts_total: restarts,
    ...Object.fromEntries(byWorker),
  });
}

type Join = (values: readonly number[]) => number;

const sum: Join = (values) => values.reduce((total, value) => total + value, 0);
const least: Join = (values) => Math.min(...values);
const greatest: Join = (values) => Math.max(...values);

/** How gauges of several processes become one, by their names; the first that fits. */
const JOINS: readonly (readonly [names: RegExp, join: Join])[] = [
  [/^process_/, sum],
  [/^store_(?:reads_|statements$|round_trips$|write_transactions)/, sum],
  // One that cannot reach it is told.
  [/_up$/, least],
  [/./, greatest],
];

function joinGauges(each: readonly Gauges[]): Gauges {
  const names = new Set(each.flatMap((gauges) => Object.keys(gauges)));
  return Object.fromEntries(
    [...names].map((name) => {
      const join = JOINS.find(([fits]) => fits.test(name))?.[1] ?? greatest;
      return [name, join(each.map((gauges) => gauges[name]).filter((value) => value !== undefined))];
    }),
  );
}
