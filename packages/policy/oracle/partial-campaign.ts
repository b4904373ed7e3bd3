/**
 * Decisions in part against the oracle on many random questions:
 * `node -C @rolecall/source packages/policy/oracle/partial-campaign.ts --cases N --seed S`.
 * The oracle decides completions of each question. Prints how the outcomes are spread and how often an answer was more careful than
 * the completions called for; on an answer that does not hold the smallest case that shows it, with exit code 1.
 */
import { parseArgs } from "node:util";
import fc from "fast-check";
import { UNKNOWN } from "../src/unknown/unknown.ts";
import { partialScenario } from "./generate/partial.ts";
import { assertHolds } from "./partial-judge.ts";

const { values } = parseArgs({ options: { cases: { type: "string" }, seed: { type: "string" } } });
const caseCount = Number(values.cases ?? "200000");
const seed = Number(values.seed ?? "1");
if (!Number.isSafeInteger(caseCount) || caseCount < 1 || !Number.isSafeInteger(seed)) {
  process.stderr.write("usage: partial-campaign.ts --cases N --seed S\n");
  process.exit(2);
}

const counts = new Map<string, number>();

function add(kind: string, count = 1): void {
  counts.set(kind, (counts.get(kind) ?? 0) + count);
}

const show = (_name: string, value: unknown) => {
  if (value === UNKNOWN) return "UNKNOWN";
  return value instanceof Map ? Object.fromEntries(value as Map<string, unknown>) : value;
};

const startedMs = performance.now();
const result = fc.check(
  fc.property(partialScenario, (scenario) => {
    const figures = assertHolds(scenario);
    add(`questions: ${figures.outcome}`);
    add("completions", figures.completions);
    if (figures.allAgree) add("questions: depends, and all completions that were tried agree");
    add("names", figures.names);
    add("names that turned no completion that was tried", figures.namesThatNeverTurned);
  }),
  { numRuns: caseCount, seed },
);
const seconds = Math.round((performance.now() - startedMs) / 1000);

for (const [kind, count] of [...counts].sort())
  process.stdout.write(`${String(count).padStart(9)} ${kind}\n`);
if (result.failed) {
  process.stdout.write(`${JSON.stringify(result.counterexample?.[0], show, 1)}\n${result.errorInstance}\n`);
  process.stdout.write(
    `seed ${seed}, path ${result.counterexamplePath}, case ${result.numRuns}, ${seconds} s\n`,
  );
  process.exit(1);
}
process.stdout.write(`0 answers that do not hold in ${caseCount} questions, seed ${seed}, ${seconds} s\n`);
