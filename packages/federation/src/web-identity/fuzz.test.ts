import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { fuzzTokens } from "./fuzz-tokens.test-support.ts";

/** The same ones each time: `npm run test:fuzz` looks for others. */
test("what was changed and then signed is read as jose reads it, or refused", async () => {
  const count = { accepted: 0, refused: 0 };
  await fc.assert(fuzzTokens(count), { numRuns: 1_500, seed: 13 });
  assert.ok(count.accepted > 150 && count.refused > 150, JSON.stringify(count));
});
