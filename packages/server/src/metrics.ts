import { METRIC_FAMILIES } from "./metric-families.ts";

/** Counts and durations, as Prometheus text. */
export interface Metrics {
  /** `operation` must come from a contract, never from the client: it becomes a label. */
  observe(sample: RequestSample): void;
  countLostAuditEvents(count: number): void;
  /** An event of a request that authenticated nobody, one of more than are recorded in a second. */
  countLeftOutAuditEvent(): void;
  /** A denial that cannot be looked up: too large, or one of more than can wait for the store. */
  countDenialNotKept(): void;
  /** Somebody tried something, which reports of last access will not know: too much waits for the store. */
  countTraceNotKept(): void;
  /** A trusted proxy's header said what it cannot mean. */
  countMalformedForwarding(): void;
  /** Takes out what was counted since it was last taken out. */
  takeCounts(): Counts;
  /** Adds what another process has counted. */
  addCounts(counts: Counts): void;
  /** @param gauges names may end in a label, `{worker="1"}`; what is named `…_total` is told as a counter. */
  render(gauges: Readonly<Record<string, number>>): string;
}

/** What was counted, as it is told from process to process. */
export interface Counts {
  readonly series: readonly CountedSeries[];
  readonly events: EventCounts;
}

interface CountedSeries extends Omit<RequestSample, "durationMs"> {
  readonly count: number;
  readonly sumMs: number;
  readonly buckets: readonly number[];
}

interface EventCounts {
  audit_events_lost: number;
  audit_events_left_out: number;
  forwarded_headers_ignored: number;
  denials_not_kept: number;
  access_traces_not_kept: number;
}

export interface RequestSample {
  readonly service: string;
  readonly operation: string;
  /** "ok", or the error's code. */
  readonly outcome: string;
  readonly durationMs: number;
}

/** Upper bounds in milliseconds. */
const BUCKETS_MS = [0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 1000] as const;

/** Label sets are made of contract names and error codes; the bound holds even if that is ever broken. */
const MAX_SERIES = 5_000;

interface Series {
  readonly named: Omit<RequestSample, "durationMs">;
  readonly labels: string;
  count: number;
  sumMs: number;
  readonly buckets: number[];
}

export function createMetrics(): Metrics {
  const table: SeriesTable = { series: [], places: new Map() };
  let events = noEvents();
  return {
    observe(sample) {
      const { durationMs } = sample;
      const known = findSeries(table, sample) ?? addSeries(table, sample);
      if (known === undefined) return;
      known.count += 1;
      known.sumMs += durationMs;
      const bucket = BUCKETS_MS.findIndex((bound) => durationMs <= bound);
      if (bucket >= 0) known.buckets[bucket] = (known.buckets[bucket] ?? 0) + 1;
    },
    countLostAuditEvents(count) {
      events.audit_events_lost += count;
    },
    countLeftOutAuditEvent() {
      events.audit_events_left_out += 1;
    },
    countDenialNotKept() {
      events.denials_not_kept += 1;
    },
    countTraceNotKept() {
      events.access_traces_not_kept += 1;
    },
    countMalformedForwarding() {
      events.forwarded_headers_ignored += 1;
    },
    takeCounts() {
      const taken = { series: table.series.filter(({ count }) => count > 0).map(takeSeries), events };
      events = noEvents();
      return taken;
    },
    addCounts(counts) {
      for (const each of counts.series) addToSeries(table, each);
      for (const name of EVENTS) events[name] += counts.events[name];
    },
    render: (gauges) =>
      [...renderRequests(table.series), ...renderGauges({ ...gauges, ...events })].join("\n"),
  };
}

function noEvents(): EventCounts {
  return {
    audit_events_lost: 0,
    audit_events_left_out: 0,
    forwarded_headers_ignored: 0,
    denials_not_kept: 0,
    access_traces_not_kept: 0,
  };
}

const EVENTS = Object.keys(noEvents()) as (keyof EventCounts)[];

function takeSeries(series: Series): CountedSeries {
  const { named, count, sumMs, buckets } = series;
  const taken = { ...named, count, sumMs, buckets: [...buckets] };
  series.count = 0;
  series.sumMs = 0;
  buckets.fill(0);
  return taken;
}

function addToSeries(table: SeriesTable, { count, sumMs, buckets, ...named }: CountedSeries): void {
  const series = findSeries(table, named) ?? addSeries(table, named);
  if (series === undefined) return;
  series.count += count;
  series.sumMs += sumMs;
  for (const [index, added] of buckets.entries())
    series.buckets[index] = (series.buckets[index] ?? 0) + added;
}

interface SeriesTable {
  readonly series: Series[];
  /** By service, operation and outcome: three texts that are there are looked up sooner than one is put together. */
  readonly places: Map<string, Map<string, Map<string, Series>>>;
}

function findSeries({ places }: SeriesTable, { service, operation, outcome }: Series["named"]) {
  return places.get(service)?.get(operation)?.get(outcome);
}

/** Undefined where there are too many. */
function addSeries(
  { series, places }: SeriesTable,
  { service, operation, outcome }: Series["named"],
): Series | undefined {
  if (series.length >= MAX_SERIES) return undefined;
  const named = { service, operation, outcome };
  const labels = `service="${service}",operation="${operation}",outcome="${outcome}"`;
  const added: Series = { named, labels, count: 0, sumMs: 0, buckets: BUCKETS_MS.map(() => 0) };
  const operations = places.get(service) ?? new Map<string, Map<string, Series>>();
  const outcomes = operations.get(operation) ?? new Map<string, Series>();
  places.set(service, operations.set(operation, outcomes.set(outcome, added)));
  series.push(added);
  return added;
}

function* renderRequests(series: readonly Series[]): Generator<string> {
  yield* renderHelp("request_duration_seconds");
  yield "# TYPE rolecall_request_duration_seconds histogram";
  for (const { labels, count, sumMs, buckets } of series) {
    let cumulative = 0;
    for (const [index, bound] of BUCKETS_MS.entries()) {
      cumulative += buckets[index] ?? 0;
      yield `rolecall_request_duration_seconds_bucket{${labels},le="${bound / 1000}"} ${cumulative}`;
    }
    yield `rolecall_request_duration_seconds_bucket{${labels},le="+Inf"} ${count}`;
    yield `rolecall_request_duration_seconds_sum{${labels}} ${sumMs / 1000}`;
    yield `rolecall_request_duration_seconds_count{${labels}} ${count}`;
  }
}

/** A test holds that every metric of the program has a row; others may be rendered without one. */
function* renderHelp(family: string): Generator<string> {
  const help = METRIC_FAMILIES[family];
  if (help !== undefined) yield `# HELP rolecall_${family} ${help}`;
}

function* renderGauges(gauges: Readonly<Record<string, number>>): Generator<string> {
  let told = "";
  for (const [name, value] of Object.entries(gauges)) {
    const family = name.split("{", 1)[0] ?? name;
    if (family !== told) {
      yield* renderHelp(family);
      yield `# TYPE rolecall_${family} ${family.endsWith("_total") ? "counter" : "gauge"}`;
    }
    told = family;
    yield `rolecall_${name} ${value}`;
  }
  yield "";
}
