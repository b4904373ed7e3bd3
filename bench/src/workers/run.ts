/** The workers bench: two workers beside one, the load from outside. See bench/README.md. */
import { readFileSync } from "node:fs";
import type { BenchOptions, ReportLine } from "../bench.ts";
import { type HttpCase, httpCases, signerOf } from "../http/cases.ts";
import { type RunningServer, startRolecall } from "../http/servers.ts";
import { assumeSessions } from "../http/sessions.ts";
import { signedPost } from "../http/signed-request.ts";
import { median, rounded } from "../measure.ts";
import { processorTimeMs } from "../process-figures.ts";
import { type Flood, startFlood } from "./flood.ts";
import { pin, twoCores } from "./pin.ts";

const ROUNDS = 11;
const QUICK_ROUNDS = 1;
const CONNECTIONS = 16;
/** Requests that are sent in one go on a connection: the generator is to take little of the cores that it shares. */
const DEPTH = 16;
const WARM_UP_REQUESTS = 4_096;

/** What two workers should reach, as a multiple of one; others are told beside it. */
const BARS: ReadonlyMap<string, number | undefined> = new Map([
  ["GetCallerIdentity", 1.5],
  ["AssumeRole", undefined],
  ["GetUser, 1,000 users", undefined],
  ["CreateUser, durable", undefined],
]);

interface Side {
  readonly server: RunningServer;
  /** Those that answer. */
  readonly workers: readonly number[];
}

interface Sample {
  readonly perSecond: number;
  readonly serverUs: number;
  readonly generatorUs: number;
}

export async function run({ report, quick, connections = CONNECTIONS }: BenchOptions): Promise<void> {
  const flood = startFlood();
  const servers: RunningServer[] = [];
  try {
    const cores = twoCores();
    const sides: Side[] = [];
    for (const workers of ["1", "2"]) {
      const server = await startRolecall(undefined, ["--workers", workers]);
      servers.push(server);
      const processes = workers === "1" ? [server.processId] : childrenOf(server.processId);
      sides.push({ server, workers: processes });
    }
    const pinned = sides.every(({ workers }) =>
      workers.every((processId, place) => pin(processId, cores?.[place])),
    );
    const [one, two] = sides as [Side, Side];
    let sent = 0;
    const nextNumber = () => sent++;
    for (const httpCase of httpCases.filter(({ name }) => BARS.has(name))) {
      const stage = { flood, connections, nextNumber, httpCase };
      await sample(one, stage, WARM_UP_REQUESTS);
      await sample(two, stage, WARM_UP_REQUESTS);
      const rounds: (readonly [Sample, Sample])[] = [];
      for (let round = 0; round < (quick ? QUICK_ROUNDS : ROUNDS); round++) {
        const count = httpCase.requestsPerRound * 2;
        rounds.push([await sample(one, stage, count), await sample(two, stage, count)]);
      }
      report({ ...summarize(httpCase.name, rounds), pinned });
    }
  } finally {
    flood.close();
    for (const server of servers) await server.close();
  }
}

interface Stage {
  readonly flood: Flood;
  readonly connections: number;
  readonly nextNumber: () => number;
  readonly httpCase: HttpCase;
}

async function sample(
  { server, workers }: Side,
  { flood, connections, nextNumber, httpCase }: Stage,
  count: number,
): Promise<Sample> {
  const sessions = httpCase.signs === "sessions" ? await assumeSessions(server.port) : [];
  const nowMs = Date.now();
  const batches = Array.from({ length: Math.ceil(count / DEPTH) }, () =>
    Buffer.concat(
      Array.from({ length: DEPTH }, () => {
        const number = nextNumber();
        const credentials = signerOf(httpCase, number, sessions);
        const host = `127.0.0.1:${server.port}`;
        return signedPost(httpCase.form(number), { credentials, service: httpCase.service, host, nowMs });
      }),
    ),
  );
  const usedMs = (processes: readonly number[]) =>
    processes.reduce((sum, processId) => sum + processorTimeMs(processId), 0);
  const before = [usedMs(workers), usedMs([flood.processId])] as const;
  const durationMs = await flood.send({ port: server.port, connections, batches, depth: DEPTH });
  const requests = batches.length * DEPTH;
  return {
    perSecond: (requests * 1000) / durationMs,
    serverUs: ((usedMs(workers) - before[0]) * 1000) / requests,
    generatorUs: ((usedMs([flood.processId]) - before[1]) * 1000) / requests,
  };
}

function summarize(name: string, rounds: readonly (readonly [Sample, Sample])[]): ReportLine {
  const of = (figure: (round: readonly [Sample, Sample]) => number) => rounded(median(rounds.map(figure)));
  // The processor's clock ticks coarsely, so that the rounds are taken together.
  const mean = (figure: (round: readonly [Sample, Sample]) => number) =>
    rounded(rounds.reduce((sum, round) => sum + figure(round), 0) / rounds.length);
  const bar = BARS.get(name);
  return {
    case: name,
    oneWorkerPerSecond: of(([one]) => one.perSecond),
    twoWorkersPerSecond: of(([, two]) => two.perSecond),
    ratioOfOneWorker: of(([one, two]) => two.perSecond / one.perSecond),
    ...(bar !== undefined && { barRatio: bar }),
    oneWorkerProcessorUs: mean(([one]) => one.serverUs),
    twoWorkersProcessorUs: mean(([, two]) => two.serverUs),
    generatorProcessorUs: mean(([, two]) => two.generatorUs),
  };
}

function childrenOf(processId: number): readonly number[] {
  return readFileSync(`/proc/${processId}/task/${processId}/children`, "utf8").trim().split(" ").map(Number);
}
