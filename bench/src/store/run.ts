/**
 * The store bench: a point read with its revision and CreateUser's rows on an engine, without HTTP, beside the same read and the
 * same rows in one autocommit statement of the bare driver on 16 connections. See bench/README.md.
 */
import { openPostgresStore, type PostgresStore } from "@rolecall/store/postgres";
import { createDatabase } from "../../../packages/store/engines/postgres/server.test-support.ts";
import type { BenchOptions, Report } from "../bench.ts";
import { rounded } from "../measure.ts";
import { startBenchDatabase } from "../postgres-server.ts";
import { BareDriver } from "./bare-driver.ts";
import { compare } from "./compare.ts";
import { createUser } from "./create-user.ts";
import { measureNodes } from "./nodes.ts";
import { anyId, fill, newUser } from "./population.ts";

const CALLERS = [1, 16, 64];
/** As many as where the engine's design was measured, and none: what few rows there are lie in few pages of the indexes. */
const USERS = 10_000;
const ROUNDS = 5;
const SAMPLE_MS = 1_000;
const QUICK_MS = 200;

/** What the engine is to reach, as a share of the bare driver. */
const READ_BAR = 1.2;
const WRITE_BARS: Readonly<Record<number, number>> = { 16: 0.45, 64: 0.7 };
/** Transactions that were begun anew, by writes. */
const BEGUN_ANEW_BAR = 0.05;

export async function run({ report, quick, engine }: BenchOptions): Promise<void> {
  if (engine !== "postgres")
    throw new Error("store: --engine postgres; SQLite's is packages/store/bench/store.ts");
  const server = await startBenchDatabase();
  const sampleMs = quick ? QUICK_MS : SAMPLE_MS;
  try {
    report(server.settings);
    await withStore(USERS, async (stage) => {
      for (const callers of CALLERS) await compareReads(report, { ...stage, callers, sampleMs });
      for (const callers of CALLERS) await compareWrites(report, { ...stage, callers, sampleMs });
      report(await measureNodes(stage.url, sampleMs * ROUNDS));
    });
    await withStore(0, async (stage) => {
      for (const callers of CALLERS) await compareWrites(report, { ...stage, callers, sampleMs });
    });
  } finally {
    await server.stop();
  }
}

interface Stage {
  readonly store: PostgresStore;
  readonly bare: BareDriver;
  readonly url: string;
  /** Users that were there before. */
  readonly users: number;
}

interface Case extends Stage {
  readonly callers: number;
  readonly sampleMs: number;
}

async function withStore(users: number, body: (stage: Stage) => Promise<void>): Promise<void> {
  const { url } = await createDatabase();
  const store = await openPostgresStore({ url, random: Math.random });
  const bare = await BareDriver.open(url);
  try {
    await fill(url, users);
    await body({ store, bare, url, users });
  } finally {
    await bare.close();
    await store.close();
  }
}

async function compareReads(report: Report, { store, bare, users, callers, sampleMs }: Case): Promise<void> {
  const read = await compare(
    { callers, sampleMs, rounds: ROUNDS },
    {
      ours: () => store.read((tx) => tx.users.byId(anyId(users))),
      bare: () => bare.read(anyId(users)),
    },
  );
  report({ case: `point read, ${callers} callers`, ...read, ...(callers > 1 && { barRatio: READ_BAR }) });
}

async function compareWrites(report: Report, { store, bare, users, callers, sampleMs }: Case): Promise<void> {
  const before = { ...store.traffic };
  const write = await compare(
    { callers, sampleMs, rounds: ROUNDS },
    { ours: () => createUser(store, newUser()), bare: () => bare.create(newUser()) },
  );
  const { roundTrips, statements, transactions, begunAnew } = store.traffic;
  const bar = users > 0 ? WRITE_BARS[callers] : undefined;
  const perCall = (figure: number) => rounded(figure / write.ourCalls);
  report({
    case: `CreateUser's rows, ${callers} callers${users > 0 ? "" : ", no users before"}`,
    ...write,
    ...(bar !== undefined && { barRatio: bar }),
    roundTripsACall: perCall(roundTrips - before.roundTrips),
    statementsACall: perCall(statements - before.statements),
    callsATransaction: rounded(write.ourCalls / (transactions - before.transactions)),
    begunAnewACall: perCall(begunAnew - before.begunAnew),
    ...(users > 0 && { begunAnewBar: BEGUN_ANEW_BAR }),
  });
}
