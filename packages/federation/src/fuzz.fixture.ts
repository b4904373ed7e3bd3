/**
 * Makes up tokens and responses for as long as it is told, and stops at the first that crashes a parser or is read otherwise than its judge
 * reads it:
 *
 *     npm run test:fuzz -- --minutes 10 [--only tokens|responses] [--seed NUMBER]
 */
import { parseArgs } from "node:util";
import fc from "fast-check";
import type { FuzzCount } from "./fuzz-count.test-support.ts";
import { fuzzResigned } from "./saml/resigned.test-support.ts";
import { fuzzTokens } from "./web-identity/fuzz-tokens.test-support.ts";

/** Short ones, by turns, so that both get half of the time. */
const BATCH_MS = 5_000;
const RUNS_MAX = 1_000_000;

interface Fuzzing extends FuzzCount {
  runs: number;
  readonly fuzz: (count: FuzzCount) => fc.IAsyncProperty<[never]>;
}

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "10" },
    only: { type: "string" },
    seed: { type: "string", default: String(Date.now()) },
  },
});
const [minutes, firstSeed] = [Number(values.minutes), Number(values.seed)];
if (!(minutes > 0) || !Number.isSafeInteger(firstSeed)) throw new Error("--minutes and --seed take numbers.");
const fuzzings = new Map<string, Fuzzing>(
  Object.entries({ tokens: fuzzTokens, responses: fuzzResigned })
    .filter(([name]) => values.only === undefined || name === values.only)
    .map(([name, fuzz]) => [name, { runs: 0, accepted: 0, refused: 0, fuzz: fuzz as Fuzzing["fuzz"] }]),
);
if (fuzzings.size === 0) throw new Error("--only takes tokens or responses.");

const endMs = performance.now() + minutes * 60_000;
let seed = firstSeed % 2 ** 31;
for (let isFine = true; isFine && performance.now() < endMs; ) {
  for (const [name, fuzzing] of fuzzings) {
    isFine &&= await runBatch(name, fuzzing, seed++);
  }
}
for (const [name, { runs, accepted, refused }] of fuzzings)
  console.log(JSON.stringify({ parser: name, minutes, seed: firstSeed, runs, accepted, refused }));

async function runBatch(name: string, fuzzing: Fuzzing, batchSeed: number): Promise<boolean> {
  const details = await fc.check(fuzzing.fuzz(fuzzing), {
    seed: batchSeed,
    numRuns: RUNS_MAX,
    interruptAfterTimeLimit: BATCH_MS,
  });
  fuzzing.runs += details.numRuns;
  if (!details.failed || details.interrupted) return true;
  console.error(`${name}: ${fc.defaultReportMessage(details)}`, details.errorInstance);
  process.exitCode = 1;
  return false;
}
