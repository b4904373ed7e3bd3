/** The embed bench: Rolecall in the process of somebody's tests, to listening, and what 16 of them take. See bench/README.md. */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { BenchOptions } from "../bench.ts";
import { median, rounded } from "../measure.ts";

const ROUNDS = 9;
const QUICK_ROUNDS = 3;
const STARTS_AFTER = 20;
const QUICK_STARTS_AFTER = 5;

/** What Rolecall promises. */
const FIRST_BAR_US = 250_000;
const AFTER_BAR_US = 100_000;

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const CHILD = fileURLToPath(new URL("./embed-child.ts", import.meta.url));

interface Sample {
  /** The first start of the process, with the code that it loads, and those after it. */
  readonly timesUs: readonly number[];
  readonly eachMegabytes: number;
}

export async function run({ report, quick }: BenchOptions): Promise<void> {
  execFileSync(process.execPath, [`${ROOT}tools/generate.ts`], { stdio: "inherit" });
  const startsAfter = quick ? QUICK_STARTS_AFTER : STARTS_AFTER;
  const own: Sample[] = [];
  const bare: Sample[] = [];
  // By turns, so that a slow moment of the machine is not one's alone.
  for (let round = 0; round < (quick ? QUICK_ROUNDS : ROUNDS); round++) {
    own.push(sample("rolecall", startsAfter));
    bare.push(sample("bare", startsAfter));
  }
  const first = (samples: readonly Sample[]) =>
    rounded(median(samples.flatMap(({ timesUs: [us = Number.NaN] }) => us)));
  const after = (samples: readonly Sample[]) =>
    rounded(median(samples.flatMap(({ timesUs }) => timesUs.slice(1))));
  report({
    case: "startRolecall(), first",
    p50Us: first(own),
    barUs: FIRST_BAR_US,
    barePeerP50Us: first(bare),
  });
  report({
    case: "startRolecall(), after",
    p50Us: after(own),
    barUs: AFTER_BAR_US,
    barePeerP50Us: after(bare),
  });
  const memory = (samples: readonly Sample[]) =>
    rounded(median(samples.map(({ eachMegabytes }) => eachMegabytes)));
  report({
    case: "16 in one process, each",
    residentMegabytes: memory(own),
    barePeerResidentMegabytes: memory(bare),
  });
}

function sample(what: "rolecall" | "bare", startsAfter: number): Sample {
  const args = ["--expose-gc", CHILD, what, String(startsAfter)];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" })) as Sample;
}
