/**
 * Engine against oracle on many random cases: `node -C @rolecall/source packages/policy/oracle/campaign.ts --cases N --seed S`.
 * A case is a set of policies with one to four requests; every other case is about a single statement. Prints how the decisions are spread, how many
 * cases have what is rare, and on a disagreement the smallest case that shows it, with exit code 1.
 */
import { parseArgs } from "node:util";
import fc from "fast-check";
import { assertAgreement } from "./engine-judge.ts";
import { featuresOf } from "./generate/features.ts";
import { focusedSeries } from "./generate/focused.ts";
import { type ScenarioSeries, scenarioSeries } from "./generate/scenario.ts";

const { values } = parseArgs({ options: { cases: { type: "string" }, seed: { type: "string" } } });
const caseCount = Number(values.cases ?? "200000");
const seed = Number(values.seed ?? "1");
if (!Number.isSafeInteger(caseCount) || caseCount < 1 || !Number.isSafeInteger(seed)) {
  process.stderr.write("usage: campaign.ts --cases N --seed S\n");
  process.exit(2);
}

const decisions = new Map<string, number>();
const features = new Map<string, number>();

function agree(series: ScenarioSeries): void {
  for (const { decision, layer } of assertAgreement(series)) add(decisions, `${decision} by ${layer}`);
  for (const feature of featuresOf(series)) add(features, feature);
}

function add(counts: Map<string, number>, kind: string): void {
  counts.set(kind, (counts.get(kind) ?? 0) + 1);
}

/** JSON has no maps. */
const showMaps = (_name: string, value: unknown) =>
  value instanceof Map ? Object.fromEntries(value as Map<string, unknown>) : value;

const startedMs = performance.now();
const result = fc.check(fc.property(fc.oneof(scenarioSeries, focusedSeries), agree), {
  numRuns: caseCount,
  seed,
});
const seconds = Math.round((performance.now() - startedMs) / 1000);

for (const counts of [decisions, features]) {
  for (const [kind, count] of [...counts].sort((left, right) => right[1] - left[1])) {
    process.stdout.write(`${String(count).padStart(8)} ${kind}\n`);
  }
}
if (result.failed) {
  process.stdout.write(
    `${JSON.stringify(result.counterexample?.[0], showMaps, 1)}\n${result.errorInstance}\n`,
  );
  process.stdout.write(
    `seed ${seed}, path ${result.counterexamplePath}, case ${result.numRuns}, ${seconds} s\n`,
  );
  process.exit(1);
}
process.stdout.write(`0 disagreements in ${caseCount} cases, seed ${seed}, ${seconds} s\n`);
