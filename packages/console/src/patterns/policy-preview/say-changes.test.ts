import assert from "node:assert/strict";
import { test } from "node:test";
import { type PreviewedPrincipal, sayChanges } from "./say-changes.ts";

const decision = (Action: string) => ({
  Action,
  Resource: "*",
  Before: "denied" as const,
  After: "allowed" as const,
  ConditionKeys: [],
});
const principal = (
  arn: string,
  gained: readonly string[],
  lost: readonly string[] = [],
): PreviewedPrincipal => ({
  Arn: `arn:aws:iam::111111111111:${arn}`,
  GainedCount: gained.length,
  LostCount: lost.length,
  Gained: gained.map(decision),
  Lost: lost.map(decision),
});

test("who gains and who loses is counted, those alike together", () => {
  const some = [
    principal("role/a", ["s3:DeleteObject"]),
    principal("role/b", ["s3:DeleteObject"]),
    principal("user/c", [], ["s3:PutObject"]),
  ];
  assert.deepEqual(sayChanges(some, 5), [
    "2 roles gain s3:DeleteObject.",
    "1 user loses s3:PutObject.",
    "2 of them lose nothing.",
    "For 2 nothing changes.",
  ]);
  assert.deepEqual(sayChanges(some.slice(0, 1), 1), [
    "1 role gains s3:DeleteObject.",
    "Nobody loses anything.",
  ]);
  assert.deepEqual(sayChanges([], 3), ["Nobody gains or loses anything."]);
  assert.deepEqual(sayChanges([], 0), ["Nobody has it: nothing changes for anybody."]);
});

test("many actions are named by some of them, and counted", () => {
  const [said] = sayChanges([principal("user/a", ["a:A", "a:B", "a:C", "a:D"])], 1);
  assert.equal(said, "1 user gains a:A, a:B, a:C and others, 4 requests in all.");
});
