import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startTestProgram } from "../program.test-support.ts";
import type { Program } from "../program.ts";
import { ClockError, createMovableClock } from "./movable-clock.ts";

const T = Date.UTC(2026, 10, 27, 12);

test("a moved clock runs on like the machine's, and goes back to it", () => {
  let machine = T;
  const clock = createMovableClock(() => machine);
  clock.advance(3_600_000);
  machine += 1_000;
  assert.equal(clock.now(), T + 3_601_000);
  clock.set(Date.UTC(2030, 0, 1));
  clock.advance(500);
  machine += 1_000;
  assert.equal(clock.now(), Date.UTC(2030, 0, 1) + 1_500);
  clock.restore();
  assert.deepEqual([clock.now(), clock.movedMs()], [machine, 0]);
});

test("it stays in this century, and where it is when it was to leave it", () => {
  const clock = createMovableClock(() => T);
  for (const move of [
    () => clock.set(Date.UTC(2000, 0, 1) - 1),
    () => clock.set(Date.UTC(2100, 0, 1)),
    () => clock.set(Number.NaN),
    () => clock.advance(Number.MAX_SAFE_INTEGER),
    () => clock.advance(-1),
    () => clock.advance(Number.NaN),
  ])
    assert.throws(move, ClockError);
  assert.equal(clock.now(), T);
  clock.set(Date.UTC(2000, 0, 1));
  assert.equal(clock.now(), Date.UTC(2000, 0, 1));
});

let program: Program;
before(async () => {
  program = await startTestProgram(["--ephemeral"], { logError: assert.fail, clock: () => T });
});
after(() => program.close());

async function post(body?: string, headers: Record<string, string> = {}) {
  const asked = { method: "POST", headers, ...(body !== undefined && { body }) };
  const response = await fetch(`${program.endpoint}/_rolecall/clock`, asked);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
const at = (now: string, movedSeconds: number) => ({ status: 200, body: { now, movedSeconds } });

test("over HTTP it tells where it stands, and is moved", async () => {
  assert.deepEqual(await post("{}"), at("2026-11-27T12:00:00.000Z", 0));
  assert.deepEqual(await post(), at("2026-11-27T12:00:00.000Z", 0));
  assert.deepEqual(await post('{"advanceSeconds":7200}'), at("2026-11-27T14:00:00.000Z", 7_200));
  assert.deepEqual(await post('{"now":"2026-11-27T13:00:00+02:00"}'), at("2026-11-27T11:00:00.000Z", -3_600));
  assert.deepEqual(await post("{}"), at("2026-11-27T11:00:00.000Z", -3_600));
  const reset = await fetch(`${program.endpoint}/_rolecall/reset`, { method: "POST" });
  assert.equal(reset.status, 204);
  assert.deepEqual(await post("{}"), at("2026-11-27T12:00:00.000Z", 0));
});

test("what is wrong is told, and moves nothing", async () => {
  for (const [body, message] of [
    ["no JSON", /the body is no JSON object/],
    ["[]", /the body is no JSON object/],
    ["null", /the body is no JSON object/],
    ['{"advance":1}', /"advance" is not known here; there are advanceSeconds and now/],
    ['{"advanceSeconds":"60"}', /advanceSeconds: this is no whole number of seconds/],
    ['{"advanceSeconds":0.5}', /advanceSeconds: this is no whole number of seconds/],
    ['{"advanceSeconds":-1}', /advanceSeconds: this is no whole number of seconds/],
    ['{"advanceSeconds":99999999999}', /the clock can be set from 2000 to 2099/],
    ['{"now":"tomorrow"}', /now: this is no date and time with a time zone/],
    ['{"now":"2026-02-30T00:00"}', /now: this is no date and time with a time zone/],
    ['{"now":"2026-02-30T00:00:00Z"}', /now: this is no date and time with a time zone/],
    ['{"now":"1999-12-31T23:59:59Z"}', /not to 1999-12-31T23:59:59.000Z/],
    ['{"now":"2026-01-01T00:00:00Z","advanceSeconds":1}', /exclude each other/],
  ] as const) {
    const refused = await post(body);
    assert.equal(refused.status, 400, body);
    assert.match(String(refused.body.message), message);
  }
  const much = await fetch(`${program.endpoint}/_rolecall/clock`, {
    method: "POST",
    body: "x".repeat(4_097),
  });
  assert.equal(much.status, 413);
  assert.deepEqual(await post("{}"), at("2026-11-27T12:00:00.000Z", 0));
});

test("a page of the web, and a name that is not ours, move nothing, as they reset nothing", async () => {
  const refused = await post('{"advanceSeconds":1}', { Origin: "http://evil.example" });
  assert.deepEqual(refused, {
    status: 403,
    body: { message: "A page of http://evil.example may not POST /_rolecall/clock." },
  });
  assert.deepEqual(await post("{}"), at("2026-11-27T12:00:00.000Z", 0));
});
