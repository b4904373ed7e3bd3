import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { partialScenario } from "./generate/partial.ts";
import { assertHolds } from "./partial-judge.ts";

describe("decisions in part against the oracle's of their completions", () => {
  const outcomes = new Map<string, number>();
  const holds = fc.property(partialScenario, (scenario) => {
    const { outcome } = assertHolds(scenario);
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  });

  it("hold for every completion, and name all on which they depend", () => {
    fc.assert(holds, { numRuns: 600 });
  });

  it("were of every kind", () => {
    for (const outcome of ["allowed", "denied", "depends"]) {
      assert.ok((outcomes.get(outcome) ?? 0) >= 20, `${outcome}: ${outcomes.get(outcome)} questions`);
    }
  });
});
