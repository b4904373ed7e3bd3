/**
 * `npm run test:faults -- [--minutes N] [--nodes N] [--random NUMBER]`: nodes under load while nodes, links and the database are killed,
 * paused and cut. Ends with 1 where something that clients were told is not so.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import { startChild } from "../installation/child-process.ts";
import { startCluster } from "./cluster.ts";
import { companySeed, GROUPS_MAX, HOARDERS, SUBJECTS } from "./company.ts";
import { cutCommits, disturbNode, killPrimary } from "./disturbances.ts";
import { Ledger } from "./ledger.ts";
import { crowdGroups, hoardKeys, makeUsers } from "./makers.ts";
import { RunReport } from "./report.ts";
import { revokeOver } from "./revokers.ts";
import type { RunParts } from "./run-parts.ts";
import { foreignSession, forgeSessions, useSessions } from "./sessions.ts";
import { verify } from "./verify.ts";

const MAKERS = 6;
/** How long a node may answer from memory while it is cut off. */
const STALE_LIMIT_MS = 10_000;
const COMMIT_EVERY_MS = 500;
const PRIMARY_EVERY_MS = 8_000;
/** Nodes find the database again, and what was under way ends. */
const SETTLE_MS = 6_000;

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "1" },
    nodes: { type: "string", default: "3" },
    random: { type: "string", default: String(Date.now() % 1_000_000) },
  },
});
const minutes = Number(values.minutes);
const nodes = Number(values.nodes);
if (!(minutes > 0) || !(Number.isInteger(nodes) && nodes >= 2)) {
  console.error("usage: npm run test:faults -- [--minutes N] [--nodes N, at least 2] [--random NUMBER]");
  process.exit(2);
}
process.exitCode = (await run()) ? 0 : 1;

/** @returns whether everything held */
async function run(): Promise<boolean> {
  const report = new RunReport();
  const random = createRandom(Number(values.random));
  console.log(`${minutes} minutes, ${nodes} nodes, --random ${values.random}`);
  const more = [
    "--quota",
    `iam.GroupsPerAccount=${GROUPS_MAX}`,
    "--quota",
    "iam.UsersPerAccount=1000000",
    "--stale-limit",
    String(STALE_LIMIT_MS / 1_000),
  ];
  const cluster = await startCluster({ nodes, seed: companySeed(), more });
  const ledger = new Ledger();
  const endMs = performance.now() + minutes * 60_000;
  const parts: RunParts = { cluster, report, random, isOver: () => performance.now() >= endMs };
  try {
    await Promise.all([...clientsOf(parts, ledger), ...disturbancesOf(parts), tellProgress(parts)]);
    await delay(SETTLE_MS);
    await verify(cluster.databaseUrl, ledger, report);
  } finally {
    report.count(
      "COMMITs cut",
      cluster.nodes.reduce((sum, { link }) => sum + link.commitsCut, 0),
    );
    await cluster.close();
  }
  console.log(JSON.stringify(report.counts, undefined, 1));
  for (const violation of report.violations) console.error(`NOT HELD: ${violation}`);
  return report.violations.length === 0;
}

function clientsOf(parts: RunParts, ledger: Ledger): readonly Promise<unknown>[] {
  return [
    ...Array.from({ length: MAKERS }, (_, maker) => makeUsers(parts, ledger, maker)),
    ...Array.from({ length: 3 }, () => crowdGroups(parts)),
    ...Array.from({ length: HOARDERS / 2 }, () => hoardKeys(parts)),
    ...Array.from({ length: SUBJECTS }, (_, subject) => revokeOver(parts, subject, STALE_LIMIT_MS)),
    useSessions(parts),
    forgeOver(parts),
  ];
}

async function forgeOver(parts: RunParts): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "rolecall-foreign-"));
  const seedFile = join(folder, "seed.json");
  writeFileSync(seedFile, JSON.stringify(companySeed()));
  const other = await startChild(["--ephemeral", "--seed", seedFile]);
  try {
    await forgeSessions(parts, await foreignSession(other.endpoint));
  } finally {
    await other.stop();
    rmSync(folder, { recursive: true });
  }
}

function disturbancesOf(parts: RunParts): readonly Promise<unknown>[] {
  const { nodes } = parts.cluster;
  return [
    ...nodes.map((node) => disturbNode(parts, node)),
    cutCommits(parts, COMMIT_EVERY_MS),
    killPrimary(parts, PRIMARY_EVERY_MS),
  ];
}

async function tellProgress(parts: RunParts): Promise<void> {
  while (!parts.isOver()) {
    await delay(15_000, undefined, { ref: false });
    const { counts } = parts.report;
    const of = (name: string) => counts[name] ?? 0;
    console.log(
      `nodes killed ${of("node killed")}, primary killed ${of("primary killed")}, users made ${of("CreateUser: done")}, not held ${parts.report.violations.length}`,
    );
  }
}

/** mulberry32: the same faults in the same order, as far as the machine lets them. */
function createRandom(start: number): () => number {
  let state = start | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
