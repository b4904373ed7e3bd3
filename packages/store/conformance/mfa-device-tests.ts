/** What MFA devices have to be in every store. */
import assert from "node:assert/strict";
import { rootUserId } from "@rolecall/names";
import type { WriteTransaction } from "../src/families.ts";
import type { Store } from "../src/store.ts";
import { assertConflicts } from "./conflict.ts";
import { user } from "./families/users.ts";
import type { FamilyUnderTest } from "./family-under-test.ts";
import { assignedTo, boxesOf, mfaDevice, ROOT, securityKey } from "./mfa-device-samples.ts";
import { plainBytes } from "./plain-bytes.ts";
import { ACCOUNT, accountId, LATE, TAGS, TEXT } from "./samples.ts";
import { resealing } from "./sealed-boxes.ts";
import { toldBy } from "./told-by.ts";

export const mfaDeviceTests: FamilyUnderTest<"mfaDevices">["tests"] = {
  "give back what they were given": roundTrip,
  "need their owner, and a serial number of their own in the account": refusals,
  "are listed by kind, page by page, and counted": listing,
  "are told of whom they belonged to before and after, and of the account": told,
  "lose their assignment with their user, whose security keys go": afterUser,
  "are sealed anew": (store) =>
    resealing(store, {
      of: (tx) => tx.mfaDevices,
      fill: fillBoxes,
      boxes: [mfaDevice(1), mfaDevice(3), mfaDevice(0, { accountId: accountId(2) })].flatMap(boxesOf),
    }),
};

async function roundTrip(store: Store): Promise<void> {
  const full = mfaDevice(1, {
    serialNumber: `${TEXT} 1`,
    kind: "hardware",
    clockSteps: -3,
    assignment: assignedTo(1),
    tags: TAGS,
    createdAt: LATE,
  });
  await store.write(async (tx) => {
    await tx.users.insert(user(1));
    for (const each of [full, securityKey(2), mfaDevice(3, { assignment: ROOT })])
      await tx.mfaDevices.insert(each);
  });
  await store.read(async (tx) => {
    const find = async (serialNumber: string) =>
      plainBytes(await tx.mfaDevices.bySerialNumber(ACCOUNT, serialNumber));
    assert.deepEqual(await find(full.serialNumber), plainBytes(full));
    assert.deepEqual(await find(securityKey(2).serialNumber), securityKey(2));
    assert.equal(await find("unknown"), undefined);
    assert.deepEqual((await tx.mfaDevices.ofOwner(user(1).id)).map(plainBytes), [plainBytes(full)]);
    assert.deepEqual(
      (await tx.mfaDevices.ofOwner(rootUserId(ACCOUNT))).map((each) => each.serialNumber),
      [mfaDevice(3).serialNumber],
    );
    assert.deepEqual(await tx.mfaDevices.ofOwner("" as never), []);
  });
  await store.write(async (tx) => {
    await tx.mfaDevices.update(mfaDevice(3));
    assert.deepEqual(await tx.mfaDevices.ofOwner(rootUserId(ACCOUNT)), []);
    assert.equal(await tx.mfaDevices.delete(ACCOUNT, full.serialNumber), true);
    assert.equal(await tx.mfaDevices.delete(ACCOUNT, full.serialNumber), false);
  });
}

async function refusals(store: Store): Promise<void> {
  await store.write(async (tx) => {
    await tx.users.insert(user(1));
    await tx.mfaDevices.insert(mfaDevice(1));
    const { serialNumber } = mfaDevice(1);
    await tx.mfaDevices.insert(mfaDevice(1, { accountId: accountId(2), serialNumber }));
  });
  const elsewhere = { accountId: accountId(2) };
  await assertConflicts(store, [
    (tx) => tx.mfaDevices.insert(mfaDevice(1)),
    (tx) => tx.mfaDevices.insert(mfaDevice(2, { accountId: accountId(9) })),
    (tx) => tx.mfaDevices.insert(mfaDevice(2, { assignment: assignedTo(2) })),
    (tx) => tx.mfaDevices.insert(mfaDevice(2, { ...elsewhere, assignment: assignedTo(1) })),
    (tx) => tx.mfaDevices.insert(mfaDevice(2, { ...elsewhere, assignment: ROOT })),
    (tx) => tx.mfaDevices.update(mfaDevice(2)),
    (tx) => tx.mfaDevices.update(mfaDevice(1, { assignment: assignedTo(2) })),
  ]);
}

async function listing(store: Store): Promise<void> {
  await store.write(async (tx) => {
    await tx.users.insert(user(1));
    for (const number of [3, 1, 2]) await tx.mfaDevices.insert(mfaDevice(number));
    await tx.mfaDevices.insert(securityKey(4, { assignment: assignedTo(1) }));
  });
  await store.read(async (tx) => {
    const first = await tx.mfaDevices.list(ACCOUNT, "virtual", { limit: 2 });
    const serials = [1, 2, 3].map((number) => mfaDevice(number).serialNumber);
    assert.deepEqual(
      [first.items.map((each) => each.serialNumber), first.next],
      [serials.slice(0, 2), serials[1]],
    );
    const last = await tx.mfaDevices.list(ACCOUNT, "virtual", { limit: 2, after: first.next! });
    assert.deepEqual([last.items.map((each) => each.serialNumber), last.next], [serials.slice(2), undefined]);
    assert.deepEqual(await tx.mfaDevices.count(ACCOUNT), { all: 4, assigned: 1, virtual: 3 });
    assert.deepEqual(await tx.mfaDevices.count(accountId(2)), { all: 0, assigned: 0, virtual: 0 });
  });
}

async function told(store: Store): Promise<void> {
  await store.write(async (tx) => {
    for (const number of [1, 2]) await tx.users.insert(user(number));
  });
  const account = `account ${ACCOUNT}`;
  const [first, second] = [1, 2].map((number) => `user ${user(number).id}`);
  const steps: readonly [(tx: WriteTransaction) => Promise<unknown>, readonly (string | undefined)[]][] = [
    [(tx) => tx.mfaDevices.insert(mfaDevice(1)), [account]],
    [(tx) => tx.mfaDevices.update(mfaDevice(1, { assignment: assignedTo(1) })), [account, first]],
    [(tx) => tx.mfaDevices.update(mfaDevice(1, { assignment: assignedTo(2) })), [first, second]],
    [(tx) => tx.mfaDevices.update(mfaDevice(1, { assignment: ROOT })), [account, second]],
    [(tx) => tx.mfaDevices.delete(ACCOUNT, mfaDevice(1).serialNumber), [account]],
  ];
  for (const [work, expected] of steps) {
    const heard = await toldBy(store, async () => void (await store.write(work)));
    assert.deepEqual(heard, expected);
  }
}

async function afterUser(store: Store): Promise<void> {
  await store.write(async (tx) => {
    for (const number of [1, 2]) await tx.users.insert(user(number));
    await tx.mfaDevices.insert(mfaDevice(1, { assignment: assignedTo(1) }));
    await tx.mfaDevices.insert(securityKey(2, { assignment: assignedTo(1) }));
    await tx.mfaDevices.insert(securityKey(3, { assignment: assignedTo(2) }));
    await tx.mfaCodeUses.put({
      accountId: ACCOUNT,
      serialNumber: mfaDevice(1).serialNumber,
      spentSteps: [1],
      countedFrom: 1,
      looks: 1,
    });
  });
  const heard = await toldBy(store, () => store.write((tx) => tx.users.delete(user(1).id)));
  assert.deepEqual(heard, [`account ${ACCOUNT}`, `user ${user(1).id}`]);
  await store.read(async (tx) => {
    const find = (number: number) => tx.mfaDevices.bySerialNumber(ACCOUNT, mfaDevice(number).serialNumber);
    assert.deepEqual(plainBytes(await find(1)), plainBytes(mfaDevice(1)));
    assert.equal(await find(2), undefined);
    assert.deepEqual(await find(3), securityKey(3, { assignment: assignedTo(2) }));
    assert.deepEqual(await tx.mfaDevices.ofOwner(user(1).id), []);
    // A device made anew under the same serial number goes on with it.
    assert.ok(await tx.mfaCodeUses.of(ACCOUNT, mfaDevice(1).serialNumber));
  });
}

async function fillBoxes(store: Store): Promise<void> {
  await store.write(async (tx) => {
    for (const each of [mfaDevice(3), securityKey(2), mfaDevice(1)]) await tx.mfaDevices.insert(each);
    await tx.mfaDevices.insert(mfaDevice(0, { accountId: accountId(2) }));
  });
}
