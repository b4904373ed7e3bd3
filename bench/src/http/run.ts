/** The http bench: whole requests over real sockets, beside a bare node:http server. See bench/README.md. */
import type { BenchOptions } from "../bench.ts";
import { type HttpCase, httpCases } from "./cases.ts";
import { startGenerator } from "./generator.ts";
import { benchSeed } from "./installation.ts";
import { type Round, runRound, type Stage, summarize } from "./measure-case.ts";
import { runOnPostgres } from "./postgres.ts";
import { type RunningServer, startBarePost, startRolecall } from "./servers.ts";
import { assumeSessions } from "./sessions.ts";

/** Short ones, many times by turns: the machine's slow moments then fall on both servers alike. */
const ROUNDS = 21;
const QUICK_ROUNDS = 1;
/** As many as an SDK's pool has by itself, or a few of them. */
const CONNECTIONS = 16;
/** Enough for the compiler to have seen what is hot. */
const WARM_UP_REQUESTS = 4_000;

export async function run(options: BenchOptions): Promise<void> {
  if (options.engine === "postgres") return runOnPostgres(options);
  await runCases(options, httpCases);
}

/**
 * Cases by turns, each beside the bare server.
 * @param flags of the program, besides the bench's own
 */
export async function runCases(
  options: BenchOptions,
  cases: readonly HttpCase[],
  flags: readonly string[] = [],
): Promise<void> {
  const generator = startGenerator();
  const servers: RunningServer[] = [];
  try {
    const barePost = await startBarePost();
    servers.push(barePost);
    const rolecall = await startRolecall(benchSeed(), flags);
    servers.push(rolecall);
    const sessions = await assumeSessions(rolecall.port);
    let requests = 0;
    const connections = options.connections ?? CONNECTIONS;
    const stage = { generator, barePost, rolecall, sessions, connections, nextNumber: () => requests++ };
    for (const [httpCase, rounds] of await measure(stage, cases, options.quick)) {
      options.report(summarize(httpCase, rounds));
    }
  } finally {
    generator.close();
    for (const server of servers) await server.close();
  }
}

/** All cases in each round, so that a slow moment of the machine is not one case's. */
async function measure(
  stage: Stage,
  cases: readonly HttpCase[],
  isQuick: boolean,
): Promise<ReadonlyMap<HttpCase, readonly Round[]>> {
  for (const httpCase of cases) await runRound(httpCase, stage, httpCase.warmUpRequests ?? WARM_UP_REQUESTS);
  const rounds = new Map<HttpCase, Round[]>(cases.map((httpCase) => [httpCase, []]));
  for (let round = 0; round < (isQuick ? QUICK_ROUNDS : ROUNDS); round++) {
    for (const [httpCase, done] of rounds) {
      done.push(await runRound(httpCase, stage, httpCase.requestsPerRound));
    }
  }
  return rounds;
}
