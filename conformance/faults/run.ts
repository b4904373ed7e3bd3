/**
 * `npm run test:faults -- [--minutes N] [--nodes N] [--random NUMBER]`: nodes under load while nodes, links and the database are killed,
 * paused and cut. Ends with 1 where something that clients were told is not so.
 */
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import { startCluster } from "./cluster.ts";
import { companySeed } from "./company.ts";
import { cutCommits, disturbNode, type FaultParts, killPrimary } from "./disturbances.ts";
import { createRandom } from "./draw.ts";
import { Ledger } from "./ledger.ts";
import { argumentsOf, clientsOf } from "./load.ts";
import { RunReport } from "./report.ts";
import type { RunParts } from "./run-parts.ts";
import { verify } from "./verify.ts";

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
  const more = argumentsOf({ staleLimitMs: STALE_LIMIT_MS });
  const cluster = await startCluster({ nodes, seed: companySeed(), more });
  const ledger = new Ledger();
  const endMs = performance.now() + minutes * 60_000;
  const { nodes: running } = cluster;
  const parts: FaultParts = {
    cluster,
    nodes: running,
    report,
    random,
    isOver: () => performance.now() >= endMs,
  };
  try {
    await Promise.all([
      ...clientsOf(parts, { ledger, staleLimitMs: STALE_LIMIT_MS }),
      ...disturbancesOf(parts),
      tellProgress(parts),
    ]);
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

function disturbancesOf(parts: FaultParts): readonly Promise<unknown>[] {
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
