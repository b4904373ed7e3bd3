import assert from "node:assert/strict";
import { globSync } from "node:fs";
import { test } from "node:test";
import { listFiles, OUTSIDE_TESTS, OWN_TESTS } from "./suites.ts";

test("every test file is run by one suite, and by no other", () => {
  const files = globSync("**/*.test.ts", { exclude: ["**/node_modules/**", "**/generated/**"] });
  assert.ok(files.length > 600);
  assert.deepEqual([OWN_TESTS, OUTSIDE_TESTS].flatMap(listFiles).toSorted(), files.toSorted());
});
