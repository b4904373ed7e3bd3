/**
 * `npm run test:failover -- --database URL --hook COMMAND [--read-database URL] [--times N] [--nodes N] [--random NUMBER]`: nodes
 * under load on a database that somebody else runs, whose leader COMMAND kills, N times; it returns once the cluster is whole again.
 * The database has to be empty; PGPASSWORD is its password. Ends with 1 where something that clients were told is not so.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import { companySeed } from "./company.ts";
import { createRandom } from "./draw.ts";
import { describeFailovers, type Failover } from "./failovers.ts";
import { findWritable } from "./find-writable.ts";
import { Ledger } from "./ledger.ts";
import { argumentsOf, clientsOf } from "./load.ts";
import { Node } from "./node.ts";
import { MadeUsers, readOver } from "./readers.ts";
import { RunReport } from "./report.ts";
import type { RunParts } from "./run-parts.ts";
import { Timeline } from "./timeline.ts";
import { verify } from "./verify.ts";

const READERS = 4;
/** Longer than any leader is away. */
const STALE_LIMIT_MS = 120_000;
/** Without a leader for so long, nobody comes any more. */
const GIVE_UP_MS = 120_000;
/** Before each kill, and at the end. */
const REST_MS = 5_000;
/** So many are there to be read before the first. */
const MADE_LEAST = 50;

const { values } = parseArgs({
  options: {
    database: { type: "string" },
    "read-database": { type: "string" },
    hook: { type: "string" },
    times: { type: "string", default: "5" },
    nodes: { type: "string", default: "2" },
    random: { type: "string", default: String(Date.now() % 1_000_000) },
  },
});
const { database, hook } = values;
const [times, count] = [Number(values.times), Number(values.nodes)];
if (database === undefined || hook === undefined || !(times >= 1) || !(count >= 1)) {
  console.error(
    "usage: npm run test:failover -- --database URL --hook COMMAND [--read-database URL] [--times N] [--nodes N] [--random NUMBER]",
  );
  process.exit(2);
}
process.exitCode = (await run(database, hook)) ? 0 : 1;

/** @returns whether everything held */
async function run(url: string, command: string): Promise<boolean> {
  const report = new RunReport();
  const [timeline, made, ledger] = [new Timeline(), new MadeUsers(), new Ledger()];
  const folder = mkdtempSync(join(tmpdir(), "rolecall-failover-"));
  let isOver = false;
  const nodes: Node[] = [];
  const parts: RunParts = {
    nodes,
    report,
    random: createRandom(Number(values.random)),
    isOver: () => isOver,
    told(call, answer) {
      timeline.note(call, answer);
      made.note(call, answer);
    },
  };
  try {
    for (const node of prepareNodes(url, folder)) {
      await node.start();
      nodes.push(node);
    }
    const clients = Promise.all([
      ...clientsOf(parts, { ledger, staleLimitMs: STALE_LIMIT_MS }),
      ...Array.from({ length: READERS }, () => readOver(parts, made)),
    ]);
    const failovers = await failOver({ nodes, timeline, made, report, command }).finally(() => {
      isOver = true;
    });
    await clients;
    await delay(REST_MS);
    await verify(await findWritable(url), ledger, report);
    console.log(JSON.stringify({ ...describeFailovers(failovers), counts: report.counts }, undefined, 1));
  } finally {
    isOver = true;
    await Promise.all(nodes.map((node) => node.stop()));
    rmSync(folder, { recursive: true, force: true });
  }
  for (const violation of report.violations) console.error(`NOT HELD: ${violation}`);
  return report.violations.length === 0;
}

function prepareNodes(url: string, folder: string): readonly Node[] {
  const seedFile = join(folder, "seed.json");
  writeFileSync(seedFile, JSON.stringify(companySeed()));
  const replica = values["read-database"];
  const args = [
    ...["--data", folder, "--seed", seedFile, "--database", url],
    ...(replica === undefined ? [] : ["--read-database", replica]),
    ...argumentsOf({ staleLimitMs: STALE_LIMIT_MS }),
  ];
  return Array.from({ length: count }, (_, nth) => new Node(`node ${nth + 1}`, args));
}

interface FailoverParts {
  readonly nodes: readonly Node[];
  readonly timeline: Timeline;
  readonly made: MadeUsers;
  readonly report: RunReport;
  readonly command: string;
}

async function failOver({
  nodes,
  timeline,
  made,
  report,
  command,
}: FailoverParts): Promise<readonly Failover[]> {
  const failovers: Failover[] = [];
  for (let nth = 1; nth <= times; nth++) {
    await delay(REST_MS);
    await within("users to read", () => made.names.length >= MADE_LEAST);
    const beganMs = performance.now();
    const failing = runHook(command).then(() => {
      const endedMs = performance.now();
      return within("acknowledged writes", () => timeline.hasWrittenSince(endedMs));
    });
    await Promise.all(nodes.map((node) => node.disturb(() => failing)));
    const absence = timeline.longestAbsence(beganMs);
    const failover = { absentMs: absence.toMs - absence.fromMs, reads: timeline.readsDuring(absence) };
    failovers.push(failover);
    report.count("leaders killed");
    console.log(`${nth} of ${times}: ${JSON.stringify(failover)}, not held ${report.violations.length}`);
  }
  return failovers;
}

async function runHook(command: string): Promise<void> {
  const child = spawn("/bin/sh", ["-c", command], { stdio: ["ignore", "inherit", "inherit"] });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`the hook ended with ${code}: ${command}`);
}

async function within(what: string, isThere: () => boolean): Promise<void> {
  const untilMs = performance.now() + GIVE_UP_MS;
  while (!isThere()) {
    if (performance.now() > untilMs) throw new Error(`no ${what} within ${GIVE_UP_MS} ms`);
    await delay(20);
  }
}
