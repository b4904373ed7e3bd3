import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { createCredentialSource } from "./credential-source.ts";
import { CredentialsRefused, type RoleCredentials } from "./role-credentials.ts";
import { LEAST_SERVED_MS, pauseMs } from "./schedule.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const START_MS = Date.UTC(2026, 0, 1);

/** A server of sessions on a clock that a test turns. */
class Server {
  nowMs = START_MS;
  lifeMs = HOUR_MS;
  isAway = false;
  refusal: CredentialsRefused | undefined;
  made = 0;
  asked = 0;
  /** Let go one after the other, where answers are held back. */
  held: (() => void)[] | undefined;

  readonly fetch = async (): Promise<RoleCredentials> => {
    const issuedAtMs = this.nowMs;
    this.asked += 1;
    if (this.held !== undefined) await new Promise<void>((resolve) => this.held?.push(resolve));
    if (this.isAway) throw new Error("Nobody answers.");
    if (this.refusal !== undefined) throw this.refusal;
    this.made += 1;
    return {
      accessKeyId: `ASIA${this.made}`,
      secretAccessKey: "secret",
      sessionToken: "token",
      issuedAtMs,
      expiresAtMs: issuedAtMs + this.lifeMs,
    };
  };

  source(renewEveryMs = HOUR_MS, wait: (ms: number) => Promise<void> = () => new Promise(() => {})) {
    return createCredentialSource({
      fetch: this.fetch,
      clock: () => this.nowMs,
      random: () => 0.5,
      wait,
      renewEveryMs,
    });
  }
}

const settle = () => new Promise((resolve) => setImmediate(resolve));
const refused = new CredentialsRefused({ code: "AccessDenied", message: "no", status: 403, atMs: START_MS });

test("a thousand who ask at once cause one question, at the start and at a renewal", async () => {
  const server = new Server();
  const source = server.source();
  const first = await Promise.all(Array.from({ length: 1_000 }, () => source.get()));
  assert.equal(server.asked, 1);
  assert.equal(new Set(first.map(({ accessKeyId }) => accessKeyId)).size, 1);
  server.nowMs += 51 * MINUTE_MS;
  await Promise.all(Array.from({ length: 1_000 }, () => source.get()));
  assert.equal(server.asked, 2);
});

test("credentials are replaced a quarter of an hour before their end, while the old ones are served", async () => {
  const server = new Server();
  const source = server.source();
  await source.get();
  server.nowMs += 45 * MINUTE_MS - 1;
  source.tick();
  assert.equal(server.asked, 1);
  server.nowMs += 1;
  assert.equal((await source.get()).accessKeyId, "ASIA1");
  await settle();
  assert.equal((await source.get()).accessKeyId, "ASIA2");
});

test("long ones are replaced after an hour, without anybody asking", async () => {
  const server = new Server();
  server.lifeMs = 6 * HOUR_MS;
  const source = server.source(HOUR_MS);
  await source.get();
  for (let minute = 0; minute < 600; minute += 1) {
    server.nowMs += MINUTE_MS;
    source.tick();
    await settle();
  }
  assert.equal(server.made, 11);
});

test("who asks with less than ten minutes left waits for new ones, but not for long", async () => {
  const server = new Server();
  let patience = () => {};
  const source = server.source(HOUR_MS, (ms) => {
    assert.equal(ms, 600);
    return new Promise((resolve) => {
      patience = resolve;
    });
  });
  await source.get();
  server.nowMs += 55 * MINUTE_MS;
  assert.equal((await source.get()).accessKeyId, "ASIA2");
  server.nowMs += 55 * MINUTE_MS;
  server.held = [];
  const asking = source.get();
  await settle();
  patience();
  assert.equal((await asking).accessKeyId, "ASIA2", "the server is slow, and the old ones live");
});

test("with the server away the last good ones are served as long as they live, and the server is asked with pauses", async () => {
  const server = new Server();
  server.lifeMs = 2 * HOUR_MS;
  const source = server.source();
  await source.get();
  server.isAway = true;
  server.nowMs += HOUR_MS;
  const before = server.asked;
  for (let second = 0; second < 3_600; second += 1) {
    assert.equal((await source.get()).accessKeyId, "ASIA1");
    await settle();
    server.nowMs += 1_000;
  }
  // 0.75 + 1.5 + 3 + … s up to 45 s, and 45 s from then on.
  assert.ok(server.asked - before < 95, `${server.asked - before} questions in an hour`);
  await assert.rejects(source.get(), /Nobody answers/, "ended ones are served to nobody");
  server.isAway = false;
  server.nowMs += MINUTE_MS;
  assert.equal((await source.get()).accessKeyId, "ASIA2");
});

test("where the server gives none, the old ones count no more, and it is not asked again at once", async () => {
  const server = new Server();
  const source = server.source();
  await source.get();
  server.refusal = refused;
  server.nowMs += 46 * MINUTE_MS;
  await source.get();
  await settle();
  await assert.rejects(source.get(), refused);
  await assert.rejects(source.get(), refused);
  assert.equal(server.asked, 2);
  server.refusal = undefined;
  server.nowMs += MINUTE_MS;
  assert.equal((await source.get()).accessKeyId, "ASIA2");
});

test("revoked ones are replaced at once, also those that were on the way", async () => {
  const server = new Server();
  const source = server.source();
  await source.get();
  server.nowMs += MINUTE_MS;
  source.revoke(START_MS - 1);
  assert.equal((await source.get()).accessKeyId, "ASIA1", "they are newer than what was revoked");
  source.revoke(server.nowMs);
  assert.equal((await source.get()).accessKeyId, "ASIA2");
  source.revoke(server.nowMs);
  assert.equal((await source.get()).accessKeyId, "ASIA2", "told twice");
  server.nowMs += MINUTE_MS;
  server.held = [];
  source.revoke(server.nowMs);
  await settle();
  server.nowMs += MINUTE_MS;
  source.revoke(server.nowMs);
  const asking = source.get();
  for (let time = 0; time < 3; time += 1) {
    server.held.shift()?.();
    await settle();
  }
  assert.equal((await asking).accessKeyId, "ASIA4");
});

test("a clock that is set back does not keep a pause for ever", async () => {
  const server = new Server();
  const source = server.source();
  server.isAway = true;
  await assert.rejects(source.get());
  server.isAway = false;
  server.nowMs -= 24 * HOUR_MS;
  assert.equal((await source.get()).accessKeyId, "ASIA1");
});

test("pauses grow to a minute, and differ", () => {
  assert.deepEqual(
    [1, 2, 3, 6, 7, 2_000].map((failures) => pauseMs(failures, 1)),
    [1_000, 2_000, 4_000, 32_000, 60_000, 60_000],
  );
  assert.equal(pauseMs(7, 0), 30_000);
});

/** What may happen in a while. */
const happening = fc.record({
  minutes: fc.integer({ min: 0, max: 30 }),
  isAway: fc.boolean(),
  isRefused: fc.boolean(),
  asks: fc.integer({ min: 0, max: 3 }),
});

test("whatever happens: nobody gets ended ones, nor ones that end soon from a server that answers", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(happening, { maxLength: 60 }),
      fc.integer({ min: 15, max: 720 }),
      async (story, lifeMinutes) => {
        const server = new Server();
        server.lifeMs = lifeMinutes * MINUTE_MS;
        const source = server.source();
        for (const { minutes, isAway, isRefused, asks } of story) {
          server.nowMs += minutes * MINUTE_MS;
          server.isAway = isAway;
          server.refusal = isRefused ? refused : undefined;
          source.tick();
          await settle();
          for (let ask = 0; ask < asks; ask += 1) {
            const { asked } = server;
            const got = await source.get().catch(() => undefined);
            if (got === undefined) continue;
            const leftMs = got.expiresAtMs - server.nowMs;
            assert.ok(leftMs > 0);
            const answers = !isAway && !isRefused && server.asked > asked;
            if (answers) assert.ok(leftMs >= LEAST_SERVED_MS);
          }
        }
      },
    ),
  );
});
