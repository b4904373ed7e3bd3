/** The feed bench: whether nodes hear of every write, whatever happens to those who write. See bench/README.md. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { openPostgresStore } from "@rolecall/store/postgres";
import pg from "pg";
import { administer, createDatabase } from "../../../packages/store/engines/postgres/server.test-support.ts";
import type { BenchOptions } from "../bench.ts";
import { startBenchDatabase } from "../postgres-server.ts";
import { countMissed } from "./missed.ts";
import { ACCOUNTS } from "./numbered-user.ts";
import type { NodeReport, Order } from "./order.ts";

const WRITES = 1_000_000;
const QUICK_WRITES = 20_000;
const WRITERS = 2;
const USERS_BEFORE = 50_000;
const CALLERS = 64;
const FAILS_ONE_IN = 20;

export async function run({ report, quick }: BenchOptions): Promise<void> {
  const server = await startBenchDatabase();
  try {
    const { url } = await createDatabase();
    await fill(url);
    const total = quick ? QUICK_WRITES : WRITES;
    const beganMs = performance.now();
    const { reports, pauses, heldOpen } = await runNodes(url, total);
    const acknowledged = reports.reduce(
      (sum, { acknowledgedAtMs }) => sum + countNumbers(acknowledgedAtMs),
      0,
    );
    report({
      case: "changes heard by nodes that poll the primary",
      writesAcknowledged: acknowledged,
      perSecond: Math.round((acknowledged * 1000) / (performance.now() - beganMs)),
      rolledBack: Math.floor(total / FAILS_ONE_IN),
      refused: reports.reduce((sum, { refused }) => sum + refused, 0),
      pausesOfNodes: pauses,
      transactionsHeldOpen: heldOpen,
      ...countMissed(reports, total / WRITERS),
      missedBar: 0,
    });
  } finally {
    await server.stop();
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

/** Two nodes that write and hear, and one that only hears. */
async function runNodes(url: string, total: number) {
  const shares = [...Array.from({ length: WRITERS }, () => total / WRITERS), 0];
  const children = await Promise.all(
    shares.map((count, nth) =>
      startNode({
        url,
        from: nth * (total / WRITERS),
        count,
        total,
        callers: CALLERS,
        failsOneIn: FAILS_ONE_IN,
      }),
    ),
  );
  const written = children.map((child) => once(child, "message"));
  for (const child of children) child.send("write");
  const disturbance = disturb(url, children);
  await Promise.all(written);
  const disturbed = await disturbance.end();
  await delay(2_000);
  const told = children.map((child) => once(child, "message"));
  for (const child of children) child.send("tell");
  const reports = (await Promise.all(told)).map(([report]) => report as NodeReport);
  return { reports, ...disturbed };
}

async function startNode(order: Order): Promise<ChildProcess> {
  const file = fileURLToPath(new URL("./node-child.ts", import.meta.url));
  const child = fork(file, { serialization: "advanced", execArgv: ["-C", "@rolecall/source"] });
  child.send(order);
  await once(child, "message");
  return child;
}

const PAUSE_MS = 1_500;
const HOLD_MS = 800;
const REST_MS = 15_000;

/** Stops nodes for a while, wherever they are, and holds rows of accounts in transactions of others. */
function disturb(url: string, children: readonly ChildProcess[]) {
  let isOver = false;
  let pauses = 0;
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
  const hold = async () => {
    const client = new pg.Client({ connectionString: url });
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
  const both = Promise.all([pause(), hold()]);
  return {
    async end() {
      isOver = true;
      await both;
      return { pauses, heldOpen };
    },
  };
}
