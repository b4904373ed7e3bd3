import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  botocoreOfContainer,
  botocoreOfInstance,
  go,
  javaScript,
  type Surroundings,
} from "./clients.test-support.ts";
import { createCredentialSource } from "./credential-source.ts";
import type { RoleCredentials } from "./role-credentials.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const START_MS = Date.UTC(2026, 0, 1);
const STEP_MS = 11_000;
const CLIENTS = { botocoreOfInstance, botocoreOfContainer, javaScript, go };

/** Numbers from 0 to 1 that follow from a seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Day {
  readonly lifeMs: number;
  readonly renewEveryMs: number;
  readonly seed: number;
  /** Whether the server cannot be asked at a time of the day. */
  readonly isAway?: (dayMs: number) => boolean;
}

/** A day of one client of each kind, a request each 11 seconds, on one clock for all. */
async function liveDay({ lifeMs, renewEveryMs, seed, isAway = () => false }: Day) {
  let nowMs = START_MS;
  let fetched = 0;
  const random = randomOf(seed);
  const clock = () => nowMs;
  const fetch = async (): Promise<RoleCredentials> => {
    if (isAway(nowMs - START_MS)) throw new Error("Nobody answers.");
    fetched += 1;
    const keys = { accessKeyId: `ASIA${fetched}`, secretAccessKey: "s", sessionToken: "t" };
    return { ...keys, issuedAtMs: nowMs, expiresAtMs: nowMs + lifeMs };
  };
  const wait = () => new Promise<void>((resolve) => setImmediate(resolve));
  const source = createCredentialSource({ fetch, clock, random, wait, renewEveryMs });
  const surroundings: Surroundings = { clock, random, ask: () => source.get() };
  const clients = Object.entries(CLIENTS).map(([name, create]) => [name, create(surroundings)] as const);
  const dead: string[] = [];
  const failed: string[] = [];
  let uses = 0;
  while (nowMs < START_MS + 24 * HOUR_MS) {
    source.tick();
    await wait();
    for (const [name, client] of clients) {
      uses += 1;
      try {
        if ((await client.use()).expiresAtMs <= nowMs) dead.push(name);
      } catch {
        failed.push(name);
      }
    }
    nowMs += STEP_MS;
  }
  return { dead, failed, uses, fetched };
}

describe("a day of requests, none of them with ended credentials", () => {
  for (const [name, lifeMs, renewEveryMs] of [
    ["15 minutes, the shortest that STS makes", 15 * MINUTE_MS, HOUR_MS],
    ["one hour, as STS makes them where nobody says", HOUR_MS, HOUR_MS],
    ["one hour, as rolecall run has them", HOUR_MS, 20 * MINUTE_MS],
    ["six hours, as instances have them", 6 * HOUR_MS, HOUR_MS],
  ] as const) {
    test(`sessions of ${name}`, async () => {
      for (const seed of [1, 2, 3]) {
        const { dead, failed, uses } = await liveDay({ lifeMs, renewEveryMs, seed });
        assert.deepEqual([dead, failed], [[], []]);
        assert.ok(uses > 30_000);
      }
    });
  }

  test("replaced as late as AWS promises, with 5 minutes left, botocore would use ended ones: the model can tell", async () => {
    const clock = { nowMs: START_MS };
    let current: RoleCredentials | undefined;
    const ask = async () => {
      if (current === undefined || current.expiresAtMs - clock.nowMs < 5 * MINUTE_MS) {
        current = {
          accessKeyId: "ASIA",
          secretAccessKey: "s",
          sessionToken: "t",
          issuedAtMs: clock.nowMs,
          expiresAtMs: clock.nowMs + HOUR_MS,
        };
      }
      return current;
    };
    const client = botocoreOfInstance({ clock: () => clock.nowMs, random: randomOf(1), ask });
    let dead = 0;
    for (; clock.nowMs < START_MS + 24 * HOUR_MS; clock.nowMs += STEP_MS) {
      if ((await client.use()).expiresAtMs <= clock.nowMs) dead += 1;
    }
    assert.ok(dead > 50, `${dead} dead`);
  });
});

test("the server is away for an hour: instances notice nothing, and have new credentials within a refresh", async () => {
  const awayFromMs = 10 * HOUR_MS + 17 * MINUTE_MS;
  const isAway = (dayMs: number) => dayMs >= awayFromMs && dayMs < awayFromMs + HOUR_MS;
  const there = await liveDay({ lifeMs: 6 * HOUR_MS, renewEveryMs: HOUR_MS, seed: 1 });
  const away = await liveDay({ lifeMs: 6 * HOUR_MS, renewEveryMs: HOUR_MS, seed: 1, isAway });
  assert.deepEqual([away.dead, away.failed], [[], []]);
  assert.ok(there.fetched - away.fetched <= 1, "it goes on as before once the server is back");
});
