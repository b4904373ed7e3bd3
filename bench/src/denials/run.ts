/** What a flood of denials costs, beside what is allowed and beside denials without ids. See bench/README.md. */
import { setTimeout as wait } from "node:timers/promises";
import type { BenchOptions, ReportLine } from "../bench.ts";
import { type Generator, startGenerator } from "../http/generator.ts";
import { benchSeed } from "../http/installation.ts";
import { type RunningServer, startRolecall } from "../http/servers.ts";
import { median, quantile, rounded } from "../measure.ts";
import { processorTimeMs } from "../process-figures.ts";
import { type DenialCase, denialCases, type ServerName, signRequests } from "./cases.ts";
import { type Kept, readKept } from "./kept.ts";

const ROUNDS = 15;
const QUICK_ROUNDS = 1;
const REQUESTS_PER_ROUND = 2_000;
const CONNECTIONS = 16;
/** Small, so that the flood reaches it. */
const DENIALS_BYTES = 8 * 1024 * 1024;
/** Longer than what waits for the store waits. */
const SETTLE_MS = 1_000;

interface Sample {
  readonly perSecond: number;
  readonly p99Us: number;
  readonly processorUs: number;
}

interface Stage {
  readonly generator: Generator;
  readonly servers: Readonly<Record<ServerName, RunningServer>>;
  readonly nextNumber: () => number;
}

export async function run({ report, quick }: BenchOptions): Promise<void> {
  const generator = startGenerator();
  const started: RunningServer[] = [];
  const start = async (...options: readonly string[]) => {
    const server = await startRolecall(benchSeed(), options);
    started.push(server);
    return server;
  };
  try {
    const idsOn = await start("--denials-size", `${DENIALS_BYTES / 1024}K`);
    const idsOff = await start("--authorization-ids", "off");
    let requests = 0;
    const stage = { generator, servers: { idsOn, idsOff }, nextNumber: () => requests++ };
    for (const line of await measure(stage, quick ? QUICK_ROUNDS : ROUNDS)) report(line);
    await wait(SETTLE_MS);
    report(describe(readKept(idsOn.database)));
  } finally {
    generator.close();
    for (const server of started) await server.close();
  }
}

/** All cases in each round, so that a slow moment of the machine is not one case's. */
async function measure(stage: Stage, rounds: number): Promise<readonly ReportLine[]> {
  for (const each of denialCases) await takeSample(each, stage);
  const samples = new Map<DenialCase, Sample[]>(denialCases.map((each) => [each, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [each, done] of samples) done.push(await takeSample(each, stage));
  }
  const allowed = samples.get(denialCases[0]!) ?? [];
  return [...samples].map(([each, done]) => summarize(each, done, allowed));
}

async function takeSample(each: DenialCase, { generator, servers, nextNumber }: Stage): Promise<Sample> {
  const { port, processId } = servers[each.server];
  const requests = signRequests(each, { port, count: REQUESTS_PER_ROUND, nextNumber });
  const usedBefore = processorTimeMs(processId);
  const { durationMs, latenciesMs } = await generator.send({
    port,
    connections: CONNECTIONS,
    requests,
    count: requests.length,
    status: each.status,
  });
  return {
    perSecond: (requests.length * 1000) / durationMs,
    p99Us: quantile(latenciesMs, 0.99) * 1000,
    processorUs: ((processorTimeMs(processId) - usedBefore) * 1000) / requests.length,
  };
}

/** Medians over the rounds; ratios are taken within each. The processor's clock ticks coarsely: its rounds are taken together. */
function summarize({ name }: DenialCase, samples: readonly Sample[], allowed: readonly Sample[]): ReportLine {
  const of = (figure: (sample: Sample) => number) => rounded(median(samples.map(figure)));
  const mean = (all: readonly Sample[]) => all.reduce((sum, each) => sum + each.processorUs, 0) / all.length;
  return {
    case: name,
    perSecond: of(({ perSecond }) => perSecond),
    ratioOfAllowed: rounded(
      median(samples.map((sample, round) => sample.perSecond / (allowed[round]?.perSecond ?? Number.NaN))),
    ),
    p99Us: of(({ p99Us }) => p99Us),
    processorUs: rounded(mean(samples)),
    processorOfAllowed: rounded(mean(samples) / mean(allowed)),
  };
}

function describe({ denials, documents, countedBytes, pageBytes }: Kept): ReportLine {
  return {
    case: "kept after the flood",
    denials,
    documents,
    bytesADenial: rounded(countedBytes / denials),
    pageBytesADenial: rounded(pageBytes / denials),
    countedBytes,
    pageBytes,
    bytesBar: DENIALS_BYTES,
  };
}
