import assert from "node:assert/strict";
import { test } from "node:test";
import { crashSqlite } from "./crash.fixture.ts";

// Fifty rounds: npm run test:crash.
test("killed writers lose no acknowledged write", async () => {
  const report = await crashSqlite(3);
  assert.ok(report.acknowledgedWrites > 0);
});
