/**
 * Another master key: the data keys are sealed by it besides, by it alone once every process has it, and then the former one
 * leaves the file. Each step finds out for itself what is left to do.
 */
import { type KeyBytes, keyIdOf, newKey, openKey, ringKeyOf, sealKey } from "@rolecall/credentials";
import type { DataKeyRecord } from "@rolecall/store";
import { formatKeyId } from "../key-id.ts";
import type { Rotating } from "./rotating.ts";
import { awaitHolders, RotationPaused, requireHolders } from "./running-holders.ts";

/**
 * @returns what is to be done last, so that a rotation that is broken off is known to be one
 * @throws RotationPaused where a process that runs does not have the new key.
 */
export async function rotateMaster(rotating: Rotating): Promise<() => void> {
  const { store, masters, keyFile, say } = rotating;
  const records = await store.read((tx) => tx.dataKeys.list());
  const keys = chooseMasters(rotating, records);
  if (keys === undefined) {
    say(
      "The master key stays: to change it, give the new one in front of it in ROLECALL_MASTER_KEY, here and to every process.",
    );
    return () => {};
  }
  const [target] = keys;
  const targetId = keyIdOf(target);
  if (!masters.ring.byId.has(targetId)) {
    keyFile?.write(keys);
    masters.reload();
  }
  say(`Master key ${formatKeyId(targetId)}: data keys are sealed by it too`);
  await sealBesides(rotating, target);
  await awaitHolders(
    rotating,
    ({ masterKeyIds }) => masterKeyIds.includes(targetId),
    keyFile === undefined
      ? "Start them again with the new master key in front of the old one in ROLECALL_MASTER_KEY, and run this again."
      : "Copy master.key to where they run (or give them both keys in ROLECALL_MASTER_KEY and start them again), and run this again.",
  );
  say(`Master key ${formatKeyId(targetId)}: data keys are sealed by it alone`);
  await sealAlone(rotating, targetId);
  return () => dropFormer(rotating, keys);
}

/** Once no data key is sealed by them, backups of before alone need the former ones. */
function dropFormer({ keyFile, say }: Rotating, [target, ...former]: Keys): void {
  if (former.length === 0) return;
  if (keyFile === undefined) {
    say(
      "The former master key can be taken out of ROLECALL_MASTER_KEY everywhere. Backups of before need it: keep it with them.",
    );
    return;
  }
  keyFile.keepFormer(former);
  keyFile.write([target]);
  say("The former master key is in master.key.former: backups of before need it.");
}

type Keys = readonly [KeyBytes, ...KeyBytes[]];

/** The master keys that are to be there while it is changed, the new one first. Undefined where there is no new one. */
function chooseMasters(
  { masters, keyFile, random }: Rotating,
  records: readonly DataKeyRecord[],
): Keys | undefined {
  const given = masters.given as Keys;
  const targetId = String(keyIdOf(given[0]));
  const isSettled = records.every(({ seals }) => Object.keys(seals).join() === targetId);
  // More than one in a file: a rotation was broken off, or somebody put a new one there.
  if (!isSettled || (keyFile !== undefined && given.length > 1)) return given;
  if (keyFile === undefined) return undefined;
  const taken = new Set([...given.map(keyIdOf), ...records.map(({ keyId }) => keyId)]);
  return [newKey(random, taken), ...given];
}

/** INVARIANT: a data key keeps its other seals: processes that have no other master key start and run as before. */
async function sealBesides({ store, masters, random }: Rotating, target: KeyBytes): Promise<void> {
  const master = ringKeyOf(target);
  await store.write(async (tx) => {
    for (const record of await tx.dataKeys.list()) {
      if (String(master.id) in record.seals) continue;
      const key = openKey(masters.ring, record.keyId, record.seals);
      if (key === undefined)
        throw new RotationPaused(`no master key opens key ${formatKeyId(record.keyId)}.`);
      await tx.dataKeys.put({ ...record, seals: { ...record.seals, ...sealKey(key, [master], random) } });
    }
  });
}

/** @throws RotationPaused where a process without the new key has started meanwhile. */
async function sealAlone({ store, clock }: Rotating, targetId: number): Promise<void> {
  await store.write(async (tx) => {
    await requireHolders(tx, {
      now: clock(),
      holds: ({ masterKeyIds }) => masterKeyIds.includes(targetId),
      key: "the new master key",
    });
    for (const record of await tx.dataKeys.list()) {
      const seal = record.seals[targetId];
      if (seal === undefined)
        throw new RotationPaused("another rotation goes on at the same time; run this again.");
      if (Object.keys(record.seals).length > 1)
        await tx.dataKeys.put({ ...record, seals: { [targetId]: seal } });
    }
  });
}
