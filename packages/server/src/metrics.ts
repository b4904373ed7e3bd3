/** Counts and durations, as Prometheus text. */
export interface Metrics {
  /** `operation` must come from a contract, never from the client: it becomes a label. */
  observe(sample: RequestSample): void;
  countLostAuditEvents(count: number): void;
  /** An event of a request that authenticated nobody, one of more than are recorded in a second. */
  countLeftOutAuditEvent(): void;
  /** A denial that cannot be looked up: too large, or one of more than can wait for the store. */
  countDenialNotKept(): void;
  /** A trusted proxy's header said what it cannot mean. */
  countMalformedForwarding(): void;
  render(gauges: Readonly<Record<string, number>>): string;
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
  readonly labels: string;
  count: number;
  sumMs: number;
  readonly buckets: number[];
}

export function createMetrics(): Metrics {
  const table: SeriesTable = { series: [], places: new Map() };
  let lostAuditEvents = 0;
  let leftOutAuditEvents = 0;
  let malformedForwardings = 0;
  let denialsNotKept = 0;
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
      lostAuditEvents += count;
    },
    countLeftOutAuditEvent() {
      leftOutAuditEvents += 1;
    },
    countDenialNotKept() {
      denialsNotKept += 1;
    },
    countMalformedForwarding() {
      malformedForwardings += 1;
    },
    render: (gauges) =>
      [
        ...renderRequests(table.series),
        ...renderGauges({
          ...gauges,
          audit_events_lost: lostAuditEvents,
          audit_events_left_out: leftOutAuditEvents,
          forwarded_headers_ignored: malformedForwardings,
          denials_not_kept: denialsNotKept,
        }),
      ].join("\n"),
  };
}

interface SeriesTable {
  readonly series: Series[];
  /** By service, operation and outcome: three texts that are there are looked up sooner than one is put together. */
  readonly places: Map<string, Map<string, Map<string, Series>>>;
}

function findSeries({ places }: SeriesTable, { service, operation, outcome }: RequestSample) {
  return places.get(service)?.get(operation)?.get(outcome);
}

/** Undefined where there are too many. */
function addSeries({ series, places }: SeriesTable, sample: RequestSample): Series | undefined {
  if (series.length >= MAX_SERIES) return undefined;
  const { service, operation, outcome } = sample;
  const labels = `service="${service}",operation="${operation}",outcome="${outcome}"`;
  const added: Series = { labels, count: 0, sumMs: 0, buckets: BUCKETS_MS.map(() => 0) };
  const operations = places.get(service) ?? new Map<string, Map<string, Series>>();
  const outcomes = operations.get(operation) ?? new Map<string, Series>();
  places.set(service, operations.set(operation, outcomes.set(outcome, added)));
  series.push(added);
  return added;
}

function* renderRequests(series: readonly Series[]): Generator<string> {
  yield "# HELP rolecall_request_duration_seconds Time from the last byte of a request to its answer.";
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

function* renderGauges(gauges: Readonly<Record<string, number>>): Generator<string> {
  for (const [name, value] of Object.entries(gauges)) {
    yield `# TYPE rolecall_${name} gauge`;
    yield `rolecall_${name} ${value}`;
  }
  yield "";
}
