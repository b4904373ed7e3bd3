/** The start bench: an existing store to listening, and the memory it idles with. See bench/README.md. */
import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { BenchOptions, ReportLine } from "../bench.ts";
import { type Launch, launch } from "../launch.ts";
import { median, rounded } from "../measure.ts";
import { processorTimeMs, residentMegabytes } from "../process-figures.ts";

const ROUNDS = 9;
const QUICK_ROUNDS = 3;
const IDLE_MS = 5_000;

/** What Rolecall promises. */
const START_BAR_US = 300_000;
const MEMORY_BAR_MEGABYTES = 120;

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const MAIN = join(ROOT, "packages/server/bin/main.js");

/** The least that a server of Node's can be. */
const BARE_SERVER =
  "require('node:http').createServer().listen(0, function () { console.log('listens on http://127.0.0.1:' + this.address().port) })";

interface Sample {
  readonly startUs: number;
  readonly processorUs: number;
}

export async function run({ report, quick }: BenchOptions): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "rolecall-bench-"));
  try {
    const launches = await describeLaunches(folder);
    // What `npm ci` leaves: from changed sources the program would start without its bundle.
    execFileSync(process.execPath, [join(ROOT, "tools/generate.ts")], { stdio: "inherit" });
    // Makes the store, and fills the cache of compiled code.
    for (let time = 0; time < 2; time++) await (await launch(launches.node)).end();
    const samples = await sampleAll(launches, quick ? QUICK_ROUNDS : ROUNDS);
    report({
      ...startLine("node …/main.js start", samples.node, samples.bareNode),
      ...(await idle(launches)),
    });
    report(startLine("npm start", samples.npm, samples.bareNpm));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type Launches = Readonly<Record<"node" | "bareNode" | "npm" | "bareNpm", Launch>>;

async function describeLaunches(folder: string): Promise<Launches> {
  const options = ["--port", "0", "--data", join(folder, "data")];
  const start = `"${process.execPath}" -e "${BARE_SERVER}"`;
  await writeFile(join(folder, "package.json"), JSON.stringify({ private: true, scripts: { start } }));
  const node = process.execPath;
  const group = "own";
  return {
    node: { command: node, args: ["-C", "@rolecall/source", MAIN, "start", ...options], folder: ROOT, group },
    bareNode: { command: node, args: ["-e", BARE_SERVER], folder, group },
    npm: { command: "npm", args: ["start", "--", ...options], folder: ROOT, group },
    bareNpm: { command: "npm", args: ["start"], folder, group },
  };
}

/** By turns, so that a slow moment of the machine is not one's alone. */
async function sampleAll(launches: Launches, rounds: number): Promise<Record<keyof Launches, Sample[]>> {
  const samples: Record<keyof Launches, Sample[]> = { node: [], bareNode: [], npm: [], bareNpm: [] };
  for (let round = 0; round < rounds; round++) {
    for (const name of Object.keys(samples) as (keyof Launches)[]) {
      const launched = await launch(launches[name]);
      const processorUs = processorTimeMs(launched.processId) * 1000;
      samples[name].push({ startUs: launched.tookMs * 1000, processorUs });
      await launched.end();
    }
  }
  return samples;
}

function startLine(name: string, own: readonly Sample[], bare: readonly Sample[]): ReportLine {
  const of = (samples: readonly Sample[], figure: keyof Sample) =>
    rounded(median(samples.map((sample) => sample[figure])));
  return {
    case: `existing store to listening: ${name}`,
    p50Us: of(own, "startUs"),
    barUs: START_BAR_US,
    barePeerP50Us: of(bare, "startUs"),
    processorUs: of(own, "processorUs"),
    barePeerProcessorUs: of(bare, "processorUs"),
  };
}

async function idle({ node, bareNode }: Launches) {
  const own = await launch(node);
  const bare = await launch(bareNode);
  await delay(IDLE_MS);
  const figures = {
    idleMegabytes: rounded(residentMegabytes(own.processId)),
    barMegabytes: MEMORY_BAR_MEGABYTES,
    barePeerIdleMegabytes: rounded(residentMegabytes(bare.processId)),
  };
  await own.end();
  await bare.end();
  return figures;
}
