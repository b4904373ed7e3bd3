import assert from "node:assert/strict";
import { globSync } from "node:fs";
import { test } from "node:test";
import { ALL_TESTS, listFiles } from "./suites.ts";

test("every test file is run by one suite, and by no other", () => {
  const files = globSync("**/*.test.ts", { exclude: ["**/node_modules/**", "**/generated/**"] });
  assert.ok(files.length > 600);
  assert.deepEqual(ALL_TESTS.flatMap(listFiles).toSorted(), files.toSorted());
});
