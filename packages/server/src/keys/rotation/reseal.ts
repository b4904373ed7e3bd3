import { dataKeyState } from "@rolecall/access";
import {
  boxKeyId,
  createKeyRing,
  type KeyRing,
  openKey,
  openSecret,
  sealSecret,
} from "@rolecall/credentials";
import { type AccessKeyRecord, type DataKeyRecord, eachPage } from "@rolecall/store";
import type { Rotating } from "./rotating.ts";
import { RotationPaused } from "./running-holders.ts";

/** How many access keys each data key seals, by its id. */
export type RowsByKey = ReadonlyMap<number, number>;

const TELL_EVERY_MS = 1_000;
/** Access keys that processes make meanwhile are sealed by the new key: a second time finds few, a third none. */
const PASSES_MAX = 5;

/**
 * Seals every access key anew that another key sealed than the one that seals now. At most half of the time is spent on it, so that
 * who serves meanwhile is held up little; where it is broken off, what is done stays done.
 * @throws RotationPaused where a secret does not open, or keys go on being sealed by another one
 */
export async function resealAll(rotating: Rotating): Promise<void> {
  const ring = await openRing(rotating);
  for (let pass = 1; pass <= PASSES_MAX; pass++) {
    if ((await resealOnce(rotating, ring)) === 0) return;
  }
  throw new RotationPaused(
    "access keys go on being sealed by a former key: does a process of an earlier version run?",
  );
}

/** Every data key of the store; the one that seals in front. */
async function openRing({ store, masters, random }: Rotating): Promise<KeyRing> {
  const records = await store.read((tx) => tx.dataKeys.list());
  const isSealing = (record: DataKeyRecord) => dataKeyState(record) === "sealing";
  const inOrder = [...records.filter(isSealing), ...records.filter((record) => !isSealing(record))];
  const keys = inOrder.map(({ keyId, seals }) => openKey(masters.ring, keyId, seals));
  return createKeyRing(
    keys.filter((key) => key !== undefined),
    random,
  );
}

/** @returns how many access keys were found that another key sealed */
async function resealOnce(rotating: Rotating, ring: KeyRing): Promise<number> {
  const { store, clock, wait, say } = rotating;
  let found = 0;
  let seen = 0;
  let toldAt = clock();
  for await (const page of pagesOf(rotating)) {
    const beganMs = clock();
    const stale = page.filter(({ sealedSecret }) => boxKeyId(sealedSecret) !== ring.current.id);
    seen += page.length;
    found += stale.length;
    if (stale.length > 0) {
      const anew = stale.map((key) => ({ id: key.id, from: key.sealedSecret, to: sealAnew(ring, key) }));
      // INVARIANT: only what is still sealed as it was read: a key that was deleted stays deleted.
      await store.write((tx) => Promise.all(anew.map(({ id, ...seal }) => tx.accessKeys.reseal(id, seal))));
      await wait(Math.max(1, clock() - beganMs));
    }
    if (clock() - toldAt < TELL_EVERY_MS) continue;
    toldAt = clock();
    say(`  ${seen} access keys looked at, ${found} of them sealed anew`);
  }
  if (found > 0) say(`  ${found} of ${seen} access keys sealed anew`);
  return found;
}

function sealAnew(ring: KeyRing, { id, sealedSecret }: AccessKeyRecord): Uint8Array {
  const secret = openSecret(ring, id, sealedSecret);
  if (secret === undefined)
    throw new RotationPaused(
      `no key opens the secret of access key ${id}: delete that key, and run this again.`,
    );
  return sealSecret(ring, id, secret);
}

function pagesOf({ store, pace }: Pick<Rotating, "store" | "pace">) {
  return eachPage((request) => store.read((tx) => tx.accessKeys.list(request)), pace.keysAPage);
}

/** Looks at every access key. */
export async function countRows(parts: Pick<Rotating, "store" | "pace">): Promise<RowsByKey> {
  const rows = new Map<number, number>();
  for await (const page of pagesOf(parts)) {
    for (const { sealedSecret } of page) {
      const keyId = boxKeyId(sealedSecret) ?? -1;
      rows.set(keyId, (rows.get(keyId) ?? 0) + 1);
    }
  }
  return rows;
}
