import assert from "node:assert/strict";
import { it } from "node:test";
import fc from "fast-check";
import { assertExplanationLaws, type LawCounts } from "./explanation-laws.ts";
import { focusedSeries } from "./generate/focused.ts";
import { scenarioSeries } from "./generate/scenario.ts";

it("headlines are what is decided, every change is needed, together they allow, and each escape does instead of its own", () => {
  const met: LawCounts[] = [];
  for (const series of [scenarioSeries, focusedSeries]) {
    fc.assert(
      fc.property(series, (each) => {
        met.push(assertExplanationLaws(each));
      }),
      { numRuns: 200 },
    );
  }
  const sum = (name: keyof LawCounts) => met.reduce((total, each) => total + each[name], 0);
  assert.ok(sum("denials") > 200, `${sum("denials")} denials`);
  assert.ok(sum("escapes") > 20, `${sum("escapes")} escapes`);
});
