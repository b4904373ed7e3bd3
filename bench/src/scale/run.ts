/** The scale bench: a million users and roles beside a thousand, on each engine, in the same run. See bench/README.md. */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { BenchOptions, ReportLine } from "../bench.ts";
import { type Generator, startGenerator } from "../http/generator.ts";
import { median, quantile, rounded } from "../measure.ts";
import { ENGINE_NAMES, type Engine, type Loaded, type Timed, withEngine } from "./engine.ts";
import { Program } from "./program.ts";
import { LARGE, QUICK_LARGE, type Size, SMALL } from "./size.ts";
import { COLD_STEPS, STEPS, type Step } from "./steps.ts";
import { Supply } from "./supply.ts";

const GENERATE = fileURLToPath(new URL("../../../tools/generate.ts", import.meta.url));

const ROUNDS = 5;
const QUICK_ROUNDS = 1;
const COLD_ROUNDS = 3;

const LOAD_BARS_MS: Readonly<Record<string, number>> = { postgres: 10_000 };
const MEMORY_BAR = 1.5;

/** Of the two installations. */
interface Both<Value> {
  readonly small: Value;
  readonly large: Value;
}
const NAMES = ["small", "large"] as const;

interface Stage {
  readonly name: string;
  readonly engine: Engine;
  readonly loaded: Both<Loaded>;
  readonly supplies: Both<Supply>;
  readonly generator: Generator;
  readonly rounds: number;
  readonly coldRounds: number;
}

export async function run({ report, quick, engine: asked }: BenchOptions): Promise<void> {
  const generator = startGenerator();
  try {
    // What `npm ci` leaves: from changed sources the program would start without its bundle, in twice the memory.
    execFileSync(process.execPath, [GENERATE], { stdio: "inherit" });
    for (const name of asked === undefined ? ENGINE_NAMES : [asked]) {
      await withEngine(name, async (engine) => {
        const size = quick ? QUICK_LARGE : LARGE;
        const principals = await engine.timePrincipals(size);
        const loaded = { small: await engine.load(SMALL), large: await engine.load(size) };
        for (const line of describeLoads(name, principals, loaded)) report(line);
        const supplies = { small: new Supply(loaded.small.size), large: new Supply(loaded.large.size) };
        const [rounds, coldRounds] = quick ? [QUICK_ROUNDS, QUICK_ROUNDS] : [ROUNDS, COLD_ROUNDS];
        const stage = { name, engine, loaded, supplies, generator, rounds, coldRounds };
        for (const line of await measureWarm(stage)) report(line);
        for (const line of await measureCold(stage)) report(line);
      });
    }
  } finally {
    generator.close();
  }
}

const countPrincipals = ({ users, roles }: Size): number => users + roles;

function describeLoads(name: string, principals: Timed, { small, large }: Both<Loaded>): ReportLine[] {
  const bar = LOAD_BARS_MS[name];
  return [
    {
      case: `${name}: loading ${countPrincipals(large.size)} users and roles in ${large.size.accounts} accounts`,
      loadMs: Math.round(principals.loadMs),
      ...(bar !== undefined && { barMs: bar }),
      rows: principals.rows,
    },
    {
      case: `${name}: loading them with groups, policies and keys`,
      loadMs: Math.round(large.loadMs),
      rows: large.rows,
      megabytesOnDisk: rounded(large.bytesOnDisk / 1e6),
      bytesARow: Math.round(large.bytesOnDisk / large.rows),
      smallUsersAndRoles: countPrincipals(small.size),
      smallLoadMs: Math.round(small.loadMs),
      smallMegabytesOnDisk: rounded(small.bytesOnDisk / 1e6),
    },
  ];
}

/** µs of each request, a list a round. */
type Samples = Map<Step, Both<(readonly number[])[]>>;

const newSamples = (steps: readonly Step[]): Samples =>
  new Map(steps.map((step) => [step, { small: [], large: [] }]));

/** Both programs are there, and asked by turns, so that a slow moment of the machine is not one's alone. */
async function measureWarm(stage: Stage): Promise<readonly ReportLine[]> {
  const samples = newSamples(STEPS);
  const starts: Program[][] = [];
  for (let round = 0; round < stage.rounds; round++) {
    const programs = { small: await startOn(stage, "small"), large: await startOn(stage, "large") };
    starts.push([programs.small, programs.large]);
    for (const [step, done] of samples) {
      for (const name of round % 2 === 0 ? NAMES : NAMES.toReversed())
        done[name].push(await step.run(programs[name]));
    }
    await programs.small.end();
    await programs.large.end();
  }
  const lines = STEPS.filter(({ name }) => name !== "").map((step) =>
    summarize(stage.name, step, samples.get(step)!),
  );
  return [describeStart(stage.name, starts), ...lines];
}

function startOn({ loaded, supplies, generator }: Stage, name: keyof Both<unknown>): Promise<Program> {
  return Program.start(loaded[name], { supply: supplies[name], generator });
}

function describeStart(name: string, starts: readonly Program[][]): ReportLine {
  const of = (which: 0 | 1, figure: "listenMs" | "megabytes") =>
    median(starts.map((programs) => programs[which]![figure]));
  return {
    case: `${name}: the program after its start`,
    megabytes: rounded(of(1, "megabytes")),
    smallMegabytes: rounded(of(0, "megabytes")),
    ratio: rounded(of(1, "megabytes") / of(0, "megabytes")),
    barRatio: MEMORY_BAR,
    listenMs: rounded(of(1, "listenMs")),
    smallListenMs: rounded(of(0, "listenMs")),
  };
}

async function measureCold(stage: Stage): Promise<readonly ReportLine[]> {
  const samples = newSamples(COLD_STEPS);
  for (let round = 0; round < stage.coldRounds; round++) {
    for (const [step, done] of samples) {
      for (const name of NAMES) {
        await stage.engine.cool();
        const program = await startOn(stage, name);
        done[name].push(await step.run(program));
        await program.end();
      }
    }
  }
  return COLD_STEPS.map((step) => summarize(stage.name, step, samples.get(step)!));
}

/** Medians over the rounds; the ratio is taken within each. */
function summarize(
  name: string,
  { name: what, bar }: Step,
  { small, large }: Both<(readonly number[])[]>,
): ReportLine {
  const of = (rounds: (readonly number[])[], share: number) =>
    rounded(median(rounds.map((latencies) => quantile(latencies, share))));
  const ratios = large.map((latencies, round) => quantile(latencies, 0.5) / quantile(small[round]!, 0.5));
  return {
    case: `${name}: ${what}`,
    p50Us: of(large, 0.5),
    p99Us: of(large, 0.99),
    smallP50Us: of(small, 0.5),
    smallP99Us: of(small, 0.99),
    ratio: rounded(median(ratios)),
    ...(bar !== undefined && { barRatio: bar }),
  };
}
