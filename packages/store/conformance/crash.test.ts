import assert from "node:assert/strict";
import { test } from "node:test";
import { crash } from "./crash.ts";

// Fifty rounds: npm run test:crash.
test("killed writers lose no acknowledged write", async () => {
  const report = await crash(3);
  assert.ok(report.acknowledgedWrites > 0);
});
