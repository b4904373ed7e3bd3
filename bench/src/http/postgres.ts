/** The http bench with PostgreSQL: the program on each engine, by turns, beside the bare driver. See bench/README.md. */
import { openPostgresStore } from "@rolecall/store/postgres";
import { createDatabase } from "../../../packages/store/engines/postgres/server.test-support.ts";
import type { BenchOptions, ReportLine } from "../bench.ts";
import { median, rounded } from "../measure.ts";
import { startBenchDatabase } from "../postgres-server.ts";
import { BareDriver } from "../store/bare-driver.ts";
import { sample } from "../store/compare.ts";
import { anyId, fill, newUser } from "../store/population.ts";
import { type HttpCase, httpCases } from "./cases.ts";
import { type Generator, startGenerator } from "./generator.ts";
import { benchSeed } from "./installation.ts";
import { type Load, signRequests, takeSample } from "./measure-case.ts";
import { type RunningRolecall, startRolecall } from "./servers.ts";

const ROUNDS = 9;
const QUICK_ROUNDS = 1;
const CONNECTIONS = 16;
const WARM_UP_REQUESTS = 2_000;
const BARE_SAMPLE_MS = 300;
const USERS = 1_000;

type BareAct = "read" | "create";

/** What a case is held against: SQLite's figure, or what the bare driver does with the same rows. */
interface Peer {
  readonly sqliteBar?: number;
  readonly bare?: BareAct;
  readonly bareBar?: number;
}

/** By the case's name; the others are not taken. */
const PEERS: ReadonlyMap<string, Peer> = new Map<string, Peer>([
  ["GetCallerIdentity", { sqliteBar: 0.9 }],
  ["AssumeRole", { sqliteBar: 0.9 }],
  ["GetUser, 1,000 users", { bare: "read", bareBar: 0.25 }],
  ["CreateUser, durable", { bare: "create", bareBar: 0.25 }],
]);

interface Stage {
  readonly load: Load;
  readonly postgres: RunningRolecall;
  readonly bare: BareDriver;
}

interface Round {
  readonly perSecond: number;
  readonly p99Us: number;
  readonly sqlitePerSecond: number;
  readonly barePerSecond: number | undefined;
  readonly roundTripsARequest: number;
}

export async function runOnPostgres({
  report,
  quick,
  connections = CONNECTIONS,
}: BenchOptions): Promise<void> {
  const generator = startGenerator();
  const database = await startBenchDatabase();
  report(database.settings);
  const opened: { close(): Promise<void> }[] = [];
  try {
    const bare = await openBareDriver();
    opened.push(bare);
    const sqlite = await startRolecall();
    opened.push(sqlite);
    const { url } = await createDatabase();
    const postgres = await startRolecall(benchSeed(), ["--database", url]);
    opened.push(postgres);
    const stage = { load: loadOf(generator, sqlite, connections), postgres, bare };
    for (const [httpCase, rounds] of await measure(stage, quick ? QUICK_ROUNDS : ROUNDS)) {
      report(summarize(httpCase, rounds));
    }
  } finally {
    generator.close();
    for (const each of opened) await each.close();
    await database.stop();
  }
}

function loadOf(generator: Generator, rolecall: RunningRolecall, connections: number): Load {
  let requests = 0;
  return { generator, rolecall, sessions: [], connections, nextNumber: () => requests++ };
}

/** On a database of its own, with the engine's tables. */
async function openBareDriver(): Promise<BareDriver> {
  const { url } = await createDatabase();
  await (await openPostgresStore({ url, random: Math.random })).close();
  await fill(url, USERS);
  return BareDriver.open(url);
}

/** All cases in each round, so that a slow moment of the machine is not one case's. */
async function measure(stage: Stage, count: number): Promise<ReadonlyMap<HttpCase, readonly Round[]>> {
  const cases = httpCases.filter(({ name }) => PEERS.has(name));
  for (const httpCase of cases) await runRound(httpCase, stage, WARM_UP_REQUESTS);
  const rounds = new Map<HttpCase, Round[]>(cases.map((httpCase) => [httpCase, []]));
  for (let round = 0; round < count; round++) {
    for (const [httpCase, done] of rounds)
      done.push(await runRound(httpCase, stage, httpCase.requestsPerRound));
  }
  return rounds;
}

/** The very same bytes to one engine, then to the other, then the bare driver. */
async function runRound(httpCase: HttpCase, { load, postgres, bare }: Stage, count: number): Promise<Round> {
  const requests = signRequests(httpCase, load, count);
  const sqlite = await takeSample(load, load.rolecall, requests);
  const before = await roundTripsOf(postgres);
  const { perSecond, p99Us } = await takeSample(load, postgres, requests);
  const roundTripsARequest = ((await roundTripsOf(postgres)) - before) / count;
  const act = PEERS.get(httpCase.name)?.bare;
  const barePerSecond = act && (await sampleBare(bare, act, load.connections));
  return { perSecond, p99Us, sqlitePerSecond: sqlite.perSecond, barePerSecond, roundTripsARequest };
}

async function sampleBare(bare: BareDriver, act: BareAct, callers: number): Promise<number> {
  const acts = { read: () => bare.read(anyId(USERS)), create: () => bare.create(newUser()) };
  return (await sample({ callers, sampleMs: BARE_SAMPLE_MS }, acts[act])).perSecond;
}

/** As an operator sees it. */
async function roundTripsOf({ port }: RunningRolecall): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${port}/_rolecall/metrics`)).text();
  const figure = /^rolecall_store_round_trips (\d+)$/m.exec(text)?.[1];
  if (figure === undefined) throw new Error("the metrics do not tell of round trips to the store");
  return Number(figure);
}

/** Medians over the rounds; ratios are taken within each. */
function summarize({ name }: HttpCase, rounds: readonly Round[]): ReportLine {
  const { sqliteBar, bareBar } = PEERS.get(name)!;
  const of = (figure: (round: Round) => number) => rounded(median(rounds.map(figure)));
  return {
    case: name,
    perSecond: of(({ perSecond }) => perSecond),
    p99Us: of(({ p99Us }) => p99Us),
    roundTripsARequest: of(({ roundTripsARequest }) => roundTripsARequest),
    sqlitePerSecond: of(({ sqlitePerSecond }) => sqlitePerSecond),
    ratioOfSqlite: of(({ perSecond, sqlitePerSecond }) => perSecond / sqlitePerSecond),
    ...(sqliteBar !== undefined && { sqliteBar }),
    ...(bareBar !== undefined && {
      barePerSecond: of(({ barePerSecond }) => barePerSecond ?? Number.NaN),
      ratioOfBare: of(({ perSecond, barePerSecond }) => perSecond / (barePerSecond ?? Number.NaN)),
      bareBar,
    }),
  };
}
