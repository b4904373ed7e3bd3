/**
 * Another key seals: it is written down, every process that runs takes it in, and only then it seals, by the store's own order.
 * What the one before it sealed in the store is sealed anew; sessions, markers and messages are opened by it until they have ended.
 */
import { dataKeyState } from "@rolecall/access";
import { type KeyRing, keyIdOf, newKey, sealKey } from "@rolecall/credentials";
import type { DataKeyRecord } from "@rolecall/store";
import { formatKeyId } from "../key-id.ts";
import { resealAll } from "./reseal.ts";
import type { Rotating } from "./rotating.ts";
import { awaitHolders, RotationPaused, requireHolders, runningHolders } from "./running-holders.ts";

/** @throws RotationPaused where a process that runs does not take the new key in, or a secret does not open. */
export async function rotateDataKey(rotating: Rotating): Promise<void> {
  const { say, wait, pace, store, clock } = rotating;
  const keyId = await announce(rotating);
  if (keyId !== undefined) {
    say(`Key ${formatKeyId(keyId)}: written down`);
    await awaitHolders(
      rotating,
      ({ dataKeyIds }) => dataKeyIds.includes(keyId),
      "They do not have the master key that it is sealed with: give it to them, and run this again.",
    );
    await activate(rotating, keyId);
    say(`Key ${formatKeyId(keyId)}: seals`);
  }
  const retired = (await store.read((tx) => tx.dataKeys.list())).filter(isUnfinished);
  if (retired.length === 0) return;
  const isAlone = (await store.read((tx) => runningHolders(tx, clock()))).length === 0;
  // A write that began before may still seal by the former key.
  if (!isAlone) await wait(pace.settleMs);
  await resealAll(rotating);
  await store.write(async (tx) => {
    for (const record of await tx.dataKeys.list())
      if (isUnfinished(record) && retired.some((each) => each.keyId === record.keyId))
        await tx.dataKeys.put({ ...record, resealedAt: clock() });
  });
}

/** A key that stopped sealing and may still be what opens secrets. */
function isUnfinished(record: DataKeyRecord): boolean {
  return dataKeyState(record) === "retired" && record.resealedAt === undefined;
}

/**
 * Writes a key down that is to seal; one that was written down before goes on.
 * @returns its id; undefined where another rotation is to be finished first
 */
async function announce({ store, masters, random, clock }: Rotating): Promise<number | undefined> {
  return store.write(async (tx) => {
    const records = await tx.dataKeys.list();
    const announced = records.find((record) => dataKeyState(record) === "announced");
    if (announced !== undefined) return announced.keyId;
    if (records.some(isUnfinished)) return undefined;
    const taken = new Set([...records.map(({ keyId }) => keyId), ...masters.ring.byId.keys()]);
    const key = newKey(random, taken);
    const keyId = keyIdOf(key);
    const seals = sealKey(key, mastersOf(records, masters.ring), random);
    await tx.dataKeys.put({ keyId, seals, createdAt: clock() });
    return keyId;
  });
}

/** INVARIANT: a new key is sealed by every master key that the others are sealed by: whoever opens these opens it. */
function mastersOf(records: readonly DataKeyRecord[], masters: KeyRing) {
  const ids = new Set(records.flatMap(({ seals }) => Object.keys(seals)).map(Number));
  return [...ids].map((id) => {
    const master = masters.byId.get(id);
    if (master === undefined)
      throw new RotationPaused(
        `keys are sealed with master key ${formatKeyId(id)} too, which was not given.`,
      );
    return master;
  });
}

/** INVARIANT: every process that runs holds the key before it seals. */
async function activate({ store, clock }: Rotating, keyId: number): Promise<void> {
  await store.write(async (tx) => {
    const records = await tx.dataKeys.list();
    const next = records.find((record) => record.keyId === keyId);
    if (next === undefined)
      throw new RotationPaused("another rotation goes on at the same time; run this again.");
    if (dataKeyState(next) !== "announced") return;
    await requireHolders(tx, {
      now: clock(),
      holds: ({ dataKeyIds }) => dataKeyIds.includes(keyId),
      key: "the new key",
    });
    const now = clock();
    for (const record of records)
      if (dataKeyState(record) === "sealing") await tx.dataKeys.put({ ...record, retiredAt: now });
    await tx.dataKeys.put({ ...next, sealsSince: now });
  });
}
