/**
 * The laws of explanations on many random denials: `node -C @rolecall/source packages/policy/oracle/explanation-campaign.ts --denials N
 * --seed S`. Prints how many changes and escapes were tried; where a law is broken, the smallest case that shows it, with exit code 1.
 */
import { parseArgs } from "node:util";
import fc from "fast-check";
import { assertExplanationLaws } from "./explanation-laws.ts";
import { focusedSeries } from "./generate/focused.ts";
import { scenarioSeries } from "./generate/scenario.ts";

const { values } = parseArgs({ options: { denials: { type: "string" }, seed: { type: "string" } } });
const wanted = Number(values.denials ?? "10000");
const seed = Number(values.seed ?? "1");
if (!Number.isSafeInteger(wanted) || wanted < 1 || !Number.isSafeInteger(seed)) {
  process.stderr.write("usage: explanation-campaign.ts --denials N --seed S\n");
  process.exit(2);
}

const total = { denials: 0, additions: 0, escapes: 0 };
/** Cases of one run; the count of denials is looked at between runs. */
const CASES_PER_RUN = 500;

for (let run = 0; total.denials < wanted; run++) {
  const property = fc.property(fc.oneof(scenarioSeries, focusedSeries), (series) => {
    const { denials, additions, escapes } = assertExplanationLaws(series);
    total.denials += denials;
    total.additions += additions;
    total.escapes += escapes;
  });
  fc.assert(property, { numRuns: CASES_PER_RUN, seed: seed + run });
}
const { denials, additions, escapes } = total;
process.stdout.write(
  `${denials} denials, ${additions} changes, ${escapes} escapes, all as promised, seed ${seed}\n`,
);
