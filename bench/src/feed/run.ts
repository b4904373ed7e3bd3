/** The feed bench: whether nodes hear of every write, whatever happens to those who write. See bench/README.md. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { openPostgresStore } from "@rolecall/store/postgres";
import pg from "pg";
import type { Pair } from "../../../packages/store/engines/postgres/pair.test-support.ts";
import { administer } from "../../../packages/store/engines/postgres/server.test-support.ts";
import { TestProxy } from "../../../packages/store/engines/postgres/test-proxy.test-support.ts";
import type { BenchOptions } from "../bench.ts";
import { startBenchPair } from "../postgres-server.ts";
import { countMissed } from "./missed.ts";
import { ACCOUNTS } from "./numbered-user.ts";
import type { NodeReport, Order } from "./order.ts";

const WRITES = 1_000_000;
const QUICK_WRITES = 20_000;
const WRITERS = 2;
const USERS_BEFORE = 50_000;
const CALLERS = 64;
const FAILS_ONE_IN = 20;
const STANDBY_POLL_MS = 20;

export async function run({ report, quick }: BenchOptions): Promise<void> {
  const pair = await startBenchPair();
  try {
    await fill(pair.primaryUrl);
    const total = quick ? QUICK_WRITES : WRITES;
    const beganMs = performance.now();
    const { onPrimary, onStandby, disturbed } = await runNodes(pair, total);
    const seconds = (performance.now() - beganMs) / 1_000;
    const writers = onPrimary.slice(0, WRITERS);
    const written = { writers, share: total / WRITERS };
    const sum = (figure: (report: NodeReport) => number) =>
      writers.reduce((all, each) => all + figure(each), 0);
    const acknowledged = sum(({ acknowledgedAtMs }) => countNumbers(acknowledgedAtMs));
    report({
      case: "changes heard by nodes that poll the primary",
      writesAcknowledged: acknowledged,
      perSecond: Math.round(acknowledged / seconds),
      rolledBack: sum(({ rolledBack }) => rolledBack),
      refused: sum(({ refused }) => refused),
      pausesOfNodes: disturbed.pauses,
      transactionsHeldOpen: disturbed.heldOpen,
      ...countMissed(onPrimary, written),
      missedBar: 0,
    });
    report({
      case: "changes heard by a node that polls a standby",
      writesAcknowledged: acknowledged,
      pausesOfStandby: disturbed.pausesOfStandby,
      ...countMissed([onStandby], written),
      missedBar: 0,
    });
  } finally {
    await pair.stop();
  }
}

const countNumbers = (values: Float64Array) =>
  values.reduce((count, value) => count + (value > 0 ? 1 : 0), 0);

async function fill(url: string): Promise<void> {
  // Opened once, so that the tables are there.
  await (await openPostgresStore({ url, random: Math.random })).close();
  const ids = `select lpad(cast(n as text), 12, '0') as a from generate_series(1, ${ACCOUNTS}) as g(n)`;
  await administer(
    url,
    `insert into accounts (id, name, email, email_key, created_at) select a, a, a, a, 1 from (${ids}) as x`,
  );
  await administer(url, "insert into account_counts (account_id) select id from accounts");
  // Where there are few users, writers meet in few pages of the indexes.
  const account = `lpad(cast(1 + mod(n, ${ACCOUNTS}) as text), 12, '0')`;
  await administer(
    url,
    `insert into users (id, account_id, name, name_key, path, created_at, tags)
      select 'AIDA' || upper(substr(md5(cast(n as text)), 1, 17)), ${account}, 'Old-' || n, 'old-' || n, '/', 1, '[]'
      from generate_series(1, ${USERS_BEFORE}) as g(n)`,
  );
  await administer(url, "analyze");
}

/** Two nodes that write and hear, one that only hears, and one that is cut off from the primary, and hears by the standby. */
async function runNodes({ primaryUrl, standbyUrl }: Pair, total: number) {
  const share = total / WRITERS;
  const order = { url: primaryUrl, from: 0, count: 0, total, callers: CALLERS, failsOneIn: FAILS_ONE_IN };
  const writing = Array.from({ length: WRITERS }, (_, nth) => ({
    ...order,
    from: nth * share,
    count: share,
  }));
  const proxy = await TestProxy.open(primaryUrl);
  try {
    const children = await Promise.all(
      [...writing, order, { ...order, url: proxy.url, readUrl: standbyUrl, pollMs: STANDBY_POLL_MS }].map(
        startNode,
      ),
    );
    const cutOff = once(children.at(-1)!, "message");
    proxy.refuses = true;
    await cutOff;
    const written = children.map((child) => once(child, "message"));
    for (const child of children) child.send("write");
    const disturbance = disturb({ primaryUrl, standbyUrl }, children);
    await Promise.all(written);
    const disturbed = await disturbance.end();
    await untilFollowed({ primaryUrl, standbyUrl });
    await delay(2_000);
    const told = children.map((child) => once(child, "message"));
    for (const child of children) child.send("tell");
    const reports = (await Promise.all(told)).map(([report]) => report as NodeReport);
    return { onPrimary: reports.slice(0, -1), onStandby: reports.at(-1)!, disturbed };
  } finally {
    proxy.close();
  }
}

const FOLLOW_LOOK_MS = 100;

/** The standby has all that was written. */
async function untilFollowed({ primaryUrl, standbyUrl }: Pick<Pair, "primaryUrl" | "standbyUrl">) {
  const [written] = await administer(primaryUrl, "select pg_current_wal_lsn()::text as lsn");
  const followed = `select pg_last_wal_replay_lsn() >= '${written!.lsn}'::pg_lsn as "isThere"`;
  while (!(await administer(standbyUrl, followed))[0]!.isThere) await delay(FOLLOW_LOOK_MS);
}

async function startNode(order: Order): Promise<ChildProcess> {
  const file = fileURLToPath(new URL("./node-child.ts", import.meta.url));
  const child = fork(file, { serialization: "advanced", execArgv: ["-C", "@rolecall/source"] });
  // Whoever waits for a message of it: what it has told was heard before.
  child.on("exit", (code) => void child.emit("error", new Error(`a node of the bench ended with ${code}`)));
  child.on("error", () => {});
  child.send(order);
  await once(child, "message");
  return child;
}

const PAUSE_MS = 1_500;
const HOLD_MS = 800;
const REST_MS = 15_000;

/** Stops nodes for a while, wherever they are, keeps the standby from following, and holds rows of accounts in transactions of others. */
function disturb(
  { primaryUrl, standbyUrl }: Pick<Pair, "primaryUrl" | "standbyUrl">,
  children: readonly ChildProcess[],
) {
  let isOver = false;
  let pauses = 0;
  let pausesOfStandby = 0;
  let heldOpen = 0;
  const pause = async () => {
    for (; !isOver; pauses++) {
      const child = children[pauses % children.length]!;
      child.kill("SIGSTOP");
      await delay(PAUSE_MS);
      child.kill("SIGCONT");
      await delay(REST_MS);
    }
  };
  const pauseStandby = async () => {
    for (; !isOver; pausesOfStandby++) {
      await administer(standbyUrl, "select pg_wal_replay_pause()");
      await delay(PAUSE_MS);
      await administer(standbyUrl, "select pg_wal_replay_resume()");
      await delay(REST_MS);
    }
  };
  const hold = async () => {
    const client = new pg.Client({ connectionString: primaryUrl });
    await client.connect();
    for (; !isOver; heldOpen++) {
      await client.query("begin");
      const id = String(1 + (heldOpen % ACCOUNTS)).padStart(12, "0");
      await client.query("update account_counts set groups = groups where account_id = $1", [id]);
      await delay(HOLD_MS);
      await client.query("rollback");
      await delay(REST_MS / 15);
    }
    await client.end();
  };
  const all = Promise.all([pause(), pauseStandby(), hold()]);
  return {
    async end() {
      isOver = true;
      await all;
      return { pauses, pausesOfStandby, heldOpen };
    },
  };
}
