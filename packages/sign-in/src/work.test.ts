/** What attempts and sessions cost, counted: whoever sends them, and whatever they hold. */
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, test } from "node:test";
import { DUMMY_PASSWORD_HASH, hashPassword } from "@rolecall/credentials";
import type { Store } from "@rolecall/store";
import { ACCOUNT, NOW } from "../../access/src/records.test-support.ts";
import { addUser, openWorld, type World } from "../../access/src/world.test-support.ts";
import { findSession, type Given, type SignInParts, SignInRefusal, signIn } from "./index.ts";

const PASSWORD = "Correct-Horse-1-Battery";
const changePassword = () => assert.fail("nobody changes a password here");

let world: World;
let parts: SignInParts;
let counts: { reads: number; writes: number; admitted: number };

beforeEach(async () => {
  world = await openWorld();
  const ann = await addUser(world, "ann");
  await addUser(world, "nobody");
  const passwordHash = await hashPassword(PASSWORD, randomBytes);
  await world.store.write(async (tx) => {
    const record = { userId: ann.id, accountId: ACCOUNT, passwordHash, previousHashes: [] };
    await tx.loginProfiles.put({
      ...record,
      passwordResetRequired: false,
      createdAt: NOW,
      passwordChangedAt: NOW,
    });
  });
  counts = { reads: 0, writes: 0, admitted: 0 };
  const { store } = world;
  const counting: Store = Object.assign(Object.create(store), {
    read: (work: Parameters<Store["read"]>[0]) => {
      counts.reads++;
      return store.read(work);
    },
    write: (work: Parameters<Store["write"]>[0]) => {
      counts.writes++;
      return store.write(work);
    },
  });
  const admit = <Result>(_address: string, work: () => Promise<Result>) => {
    counts.admitted++;
    return work();
  };
  const { directory, keys } = world.verifying;
  parts = {
    store: counting,
    directory,
    keys,
    random: randomBytes,
    admit,
    idleMs: 60_000,
    relyingParty: undefined,
  };
});
afterEach(() => world.close());

const attempt = (given: Given) =>
  signIn(parts, { given, device: { userAgent: "a", address: "192.0.2.1" }, now: NOW, changePassword });

test("whatever is wrong costs one comparison, one read, and one write that counts it", async () => {
  const ann = { account: ACCOUNT, user: "ann" };
  const attempts: readonly Given[] = [
    { who: ann, password: "wrong" },
    { who: { account: ACCOUNT, user: "nobody" }, password: PASSWORD },
    { who: { account: ACCOUNT, user: "stranger" }, password: PASSWORD },
    { who: { account: "999999999999", user: "ann" }, password: PASSWORD },
    { who: { account: "x".repeat(30_000), user: "ann" }, password: PASSWORD },
    { who: { account: ACCOUNT, user: "ann".repeat(10_000) }, password: PASSWORD },
    { who: ann, password: PASSWORD.repeat(1_500) },
    { who: { email: "x@y.example".repeat(2_500) }, password: PASSWORD },
  ];
  for (const given of attempts) {
    counts = { reads: 0, writes: 0, admitted: 0 };
    await assert.rejects(
      attempt(given),
      (error) => error instanceof SignInRefusal && error.code === "SignInRefused",
    );
    assert.deepEqual(counts, { reads: 1, writes: 1, admitted: 1 });
  }
});

test("what is no attempt costs nothing", async () => {
  await assert.rejects(attempt({ mfaCode: "123456" }), { code: "SignInRefused" });
  assert.deepEqual(counts, { reads: 0, writes: 0, admitted: 0 });
});

test("who is let in costs one comparison and three writes, of the try, the session, and that the try was a good one; a cookie that is none one read", async () => {
  const { secret } = await attempt({ who: { account: ACCOUNT, user: "ann" }, password: PASSWORD });
  assert.deepEqual(counts, { reads: 1, writes: 3, admitted: 1 });
  await findSession(parts, { secret, now: NOW });
  assert.deepEqual(counts, { reads: 2, writes: 3, admitted: 1 });
  await assert.rejects(findSession(parts, { secret: `${secret}x`, now: NOW }), { code: "SessionEnded" });
  assert.deepEqual(counts, { reads: 3, writes: 3, admitted: 1 });
});

test("a password that was changed while it was compared lets nobody in", async () => {
  const { store } = world;
  const racing: SignInParts = {
    ...parts,
    admit: async (_address, work) => {
      const proven = await work();
      const user = await store.read((tx) => tx.users.byName(ACCOUNT, "ann"));
      await store.write(async (tx) => {
        const profile = (await tx.loginProfiles.ofUser(user!.id)) ?? assert.fail();
        await tx.loginProfiles.put({ ...profile, passwordHash: await hashed });
      });
      return proven;
    },
  };
  const hashed = hashPassword("Another-Horse-2", randomBytes);
  await hashed;
  const given = { who: { account: ACCOUNT, user: "ann" }, password: PASSWORD };
  await assert.rejects(
    signIn(racing, { given, device: { userAgent: "", address: "" }, now: NOW, changePassword }),
    {
      code: "SignInRefused",
    },
  );
});

test("the hash of nobody's password costs what every other does", async () => {
  const parametersOf = (hash: string) => hash.split("$").slice(0, 4);
  assert.deepEqual(parametersOf(DUMMY_PASSWORD_HASH), parametersOf(await hashPassword("x", randomBytes)));
  assert.equal(DUMMY_PASSWORD_HASH.length, (await hashPassword("x", randomBytes)).length);
});

test("the store never has the secret of a cookie", async () => {
  const { secret, live } = await attempt({ who: { account: ACCOUNT, user: "ann" }, password: PASSWORD });
  const kept = await world.store.read((tx) => tx.browserSessions.byId(live.record.id));
  assert.ok(kept !== undefined && !JSON.stringify(kept).includes(secret));
  assert.equal(await world.store.read((tx) => tx.browserSessions.byId(secret)), undefined);
  assert.equal(Buffer.from(secret, "base64url").length, 32);
});
