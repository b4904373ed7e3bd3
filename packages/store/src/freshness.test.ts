import assert from "node:assert/strict";
import { test } from "node:test";
import { Freshness } from "./freshness.ts";

const LIMIT_MS = 60_000;

function freshness() {
  let nowMs = 1_000_000;
  const pass = (ms: number) => {
    nowMs += ms;
  };
  const clock = { pass, now: () => nowMs };
  return { clock, of: new Freshness({ staleLimitMs: LIMIT_MS, nowMs: clock.now }) };
}

const STALE = { name: "StoreError", code: "stale" } as const;
const UNAVAILABLE = { name: "StoreError", code: "unavailable" } as const;

test("whoever has not looked for a second looks before it answers", async () => {
  const { clock, of } = freshness();
  clock.pass(899);
  assert.ok(of.mayAnswer);
  clock.pass(1);
  assert.ok(!of.mayAnswer);
  // A look that began too early, as one that was under way when the process was paused, is not enough.
  const begins = [clock.now() - 60_000, clock.now()];
  await of.refresh(async () => of.looked(begins.shift()!), 2_000);
  assert.deepEqual([begins.length, of.mayAnswer, of.ageMs], [0, true, 0]);
});

test("that the primary is away counts for a moment, and what is known for as long as the limit says", async () => {
  const { clock, of } = freshness();
  clock.pass(5_000);
  await of.refresh(async () => of.foundAway(), 2_000);
  assert.deepEqual([of.mayAnswer, of.isAway, of.ageMs], [true, true, 5_000]);
  // Paused: what was found is not believed any more.
  clock.pass(1_500);
  assert.ok(!of.mayAnswer);
  clock.pass(LIMIT_MS);
  await assert.rejects(
    of.refresh(async () => of.foundAway(), 2_000),
    STALE,
  );
  let looks = 0;
  const look = async () => void looks++;
  await assert.rejects(
    of.refresh(look, 2_000),
    /No database has answered for 67 seconds, .* for 60 seconds at most/,
  );
  assert.equal(looks, 0, "who is refused for what was just found keeps nobody busy");
  of.looked(clock.now());
  assert.deepEqual([of.mayAnswer, of.isAway], [true, false]);
});

test("a replica that has all that was heard is as good as none of the limit", () => {
  const { clock, of } = freshness();
  clock.pass(2 * LIMIT_MS);
  of.foundAway();
  assert.ok(!of.mayAnswer);
  of.lookedAtReplica(clock.now());
  assert.deepEqual([of.mayAnswer, of.ageMs], [true, 2 * LIMIT_MS]);
  clock.pass(900);
  assert.ok(!of.mayAnswer, "nobody has looked at it since");
});

test("who cannot find out in time says so", async () => {
  const { clock, of } = freshness();
  clock.pass(5_000);
  await assert.rejects(
    of.refresh(async () => clock.pass(1_100), 2_000),
    UNAVAILABLE,
  );
});
