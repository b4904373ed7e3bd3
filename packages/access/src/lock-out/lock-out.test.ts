import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, test } from "node:test";
import { toUniqueId } from "@rolecall/names";
import { ACCOUNT, NOW } from "../records.test-support.ts";
import { openWorld, type World } from "../world.test-support.ts";
import { countTry, forgiveTries, type SignInTry, takeTryBack } from "./count-try.ts";
import { openKnownDevice, sealKnownDevice } from "./known-device.ts";
import { signInLockOf, unlockSignIn } from "./sign-in-lock.ts";
import { addressBlock, type TriedIdentity, unknownIdentity } from "./tried-id.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const userOf = (id: string): TriedIdentity => ({ kind: "user", userId: toUniqueId(`AIDA${id}`) });
const ANN = userOf("ANN");
const BOB = userOf("BOB");

function tryOf(more: Partial<SignInTry> = {}): SignInTry {
  return { identity: ANN, address: "192.0.2.1", now: NOW, ...more };
}

async function tryTimes(times: number, more: Partial<SignInTry> = {}) {
  const standings: string[] = [];
  for (let turn = 0; turn < times; turn++) standings.push(await countTry(world.store, tryOf(more)));
  return standings;
}

const lockOf = (identity: TriedIdentity, now = NOW) =>
  world.store.read((tx) => signInLockOf(tx, identity, now));
const openOf = (standings: readonly string[]) => standings.filter((each) => each === "open").length;

test("of a thousand tries at a name ten are looked at, and others, the same address's too, are not touched", async () => {
  assert.equal(openOf(await tryTimes(1_000)), 10);
  assert.deepEqual(await lockOf(ANN), { tries: 1_000, lockedUntil: NOW + 15 * MINUTE });
  assert.equal(openOf(await tryTimes(3, { identity: BOB })), 3);
  assert.equal(openOf(await tryTimes(1, { identity: { kind: "root", accountId: ACCOUNT } })), 1);
  assert.equal(openOf(await tryTimes(1, { address: "192.0.2.2" })), 0, "wherever it comes from");
});

test("many at once are counted one by one", async () => {
  const all = await Promise.all(Array.from({ length: 40 }, () => countTry(world.store, tryOf())));
  assert.equal(openOf(all), 10);
});

test("locks that follow one another double, up to a day; after a quiet day it begins anew", async () => {
  let now = NOW;
  const lengths: number[] = [];
  for (let turn = 0; turn < 9; turn++) {
    assert.equal(openOf(await tryTimes(11, { now })), 10);
    const { lockedUntil = 0 } = await lockOf(ANN, now);
    lengths.push((lockedUntil - now) / MINUTE);
    assert.equal(openOf(await tryTimes(1, { now: lockedUntil - 1 })), 0);
    now = lockedUntil;
  }
  assert.deepEqual(lengths, [15, 30, 60, 120, 240, 480, 960, 1_440, 1_440]);
  now += 24 * HOUR;
  await tryTimes(10, { now });
  assert.equal((await lockOf(ANN, now)).lockedUntil, now + 15 * MINUTE);
});

test("tries in different spans are not counted together", async () => {
  await tryTimes(9);
  assert.equal(openOf(await tryTimes(9, { now: NOW + 15 * MINUTE })), 9);
  assert.equal((await lockOf(ANN, NOW + 15 * MINUTE)).lockedUntil, undefined);
});

test("who is let in has a clean slate, and the address keeps what it did to others", async () => {
  await tryTimes(9);
  await countTry(world.store, tryOf());
  await forgiveTries(world.store, tryOf());
  assert.deepEqual(await lockOf(ANN), { tries: 0 });
  assert.equal(openOf(await tryTimes(10)), 10);
});

test("a try that is taken back was none, and unlocks what it alone had locked", async () => {
  for (let turn = 0; turn < 30; turn++) {
    assert.equal(await countTry(world.store, tryOf()), "open");
    await takeTryBack(world.store, tryOf());
  }
  await tryTimes(10);
  await takeTryBack(world.store, tryOf());
  assert.deepEqual(await lockOf(ANN), { tries: 9 });
  assert.equal(openOf(await tryTimes(5)), 1);
});

test("one address tries a hundred times at all names together, and for no more than a quarter of an hour", async () => {
  const at = (number: number, now = NOW) =>
    countTry(world.store, tryOf({ identity: userOf(`${number}`), now }));
  const standings: string[] = [];
  for (let number = 0; number < 120; number++) standings.push(await at(number));
  assert.equal(openOf(standings), 100);
  assert.equal(await countTry(world.store, tryOf({ identity: BOB })), "locked");
  assert.equal((await lockOf(BOB)).tries, 0, "a locked address adds nothing to a name");
  assert.equal(await countTry(world.store, tryOf({ identity: BOB, address: "192.0.2.7" })), "open");
  assert.equal(await at(500, NOW + 15 * MINUTE), "open");
});

test("names that are nobody's are counted, locked and refused alike, and keep the same few rows", async () => {
  const nobody = (name: string) => unknownIdentity(world.keys, `${ACCOUNT} ${name}`);
  assert.deepEqual(nobody("Eve"), nobody("eve"));
  assert.equal(openOf(await tryTimes(40, { identity: nobody("eve") })), 10);
  assert.equal(openOf(await tryTimes(40, { identity: nobody("mallory") })), 10);
  assert.equal(openOf(await tryTimes(1, { identity: BOB })), 1);
});

test("whoever locks a name out locks no device out that was there, and that device has its own ten", async () => {
  const { keys } = world;
  const sealing = { now: NOW, random: randomBytes };
  const cookie = sealKnownDevice(keys, ANN, sealing);
  await tryTimes(50);
  const deviceId = openKnownDevice(keys, ANN, { cookie, now: NOW }) ?? assert.fail();
  assert.equal(openOf(await tryTimes(20, { deviceId })), 10);
  assert.equal((await lockOf(ANN)).tries, 50, "and does not count for the name");
  const again = sealKnownDevice(keys, ANN, { ...sealing, deviceId });
  assert.equal(openKnownDevice(keys, ANN, { cookie: again, now: NOW }), deviceId);
});

test("a device is known to whom it was sealed for, for ninety days", () => {
  const { keys } = world;
  const cookie = sealKnownDevice(keys, ANN, { now: NOW, random: randomBytes });
  const open = (identity: TriedIdentity, now: number, text: string | undefined = cookie) =>
    openKnownDevice(keys, identity, { cookie: text, now });
  assert.match(open(ANN, NOW) ?? "", /^[\w-]{22}$/);
  assert.equal(open(BOB, NOW), undefined);
  assert.equal(open(unknownIdentity(keys, "x"), NOW), undefined);
  assert.equal(open(ANN, NOW + 90 * 24 * HOUR), undefined);
  for (const text of ["", "x", `${cookie}A`, cookie.slice(1), "A".repeat(100_000)])
    assert.equal(open(ANN, NOW, text), undefined);
  assert.equal(openKnownDevice(keys, ANN, { cookie: undefined, now: NOW }), undefined);
});

test("administrators unlock it", async () => {
  await tryTimes(50);
  assert.equal(await world.store.write((tx) => unlockSignIn(tx, ANN)), true);
  assert.deepEqual(await lockOf(ANN), { tries: 0 });
  assert.equal(openOf(await tryTimes(1)), 1);
});

test("what expired is forgotten", async () => {
  for (let number = 0; number < 20; number++) await tryTimes(1, { identity: userOf(`${number}`) });
  for (let number = 0; number < 10; number++) await tryTimes(1, { now: NOW + HOUR });
  const now = NOW + HOUR;
  const left = await Promise.all(
    Array.from({ length: 20 }, (_, number) =>
      world.store.write((tx) => unlockSignIn(tx, userOf(`${number}`))),
    ),
  );
  assert.deepEqual(
    left,
    Array.from({ length: 20 }, () => false),
    `${now}`,
  );
});

test("an address is what one customer has", () => {
  assert.equal(addressBlock("::ffff:192.0.2.1"), "192.0.2.1");
  assert.equal(addressBlock("192.0.2.1"), "192.0.2.1");
  assert.equal(addressBlock("2001:DB8:1:2f0::1"), "2001:db8:1:2");
  assert.equal(addressBlock("2001:db8:1:2ff:1:2:3:4"), "2001:db8:1:2");
  assert.notEqual(addressBlock("2001:db8:1:3ff::"), addressBlock("2001:db8:1:2ff::"));
  assert.equal(addressBlock("::1"), "0:0:0:0");
});
