import { dataKeyState } from "@rolecall/access";
import { boxKeyId, createKeyRing, type KeyRing, openKey, resealBox } from "@rolecall/credentials";
import { type DataKeyRecord, eachPage, type SealedBox } from "@rolecall/store";
import type { Rotating } from "./rotating.ts";
import { RotationPaused } from "./running-holders.ts";
import { SEALED_ROWS, type SealedRows } from "./sealed-rows.ts";

/** How many secrets of the store each data key seals, by its id. */
export type RowsByKey = ReadonlyMap<number, number>;

const TELL_EVERY_MS = 1_000;
/** What processes make meanwhile is sealed by the new key: a second time finds few, a third none. */
const PASSES_MAX = 5;

/**
 * Seals everything anew that another key sealed than the one that seals now. At most half of the time is spent on it, so that
 * who serves meanwhile is held up little; where it is broken off, what is done stays done.
 * @throws RotationPaused where a secret does not open, or keys go on being sealed by another one
 */
export async function resealAll(rotating: Rotating): Promise<void> {
  const ring = await openRing(rotating);
  for (let pass = 1; pass <= PASSES_MAX; pass++) {
    if ((await resealOnce(rotating, ring)) === 0) return;
  }
  throw new RotationPaused(
    "secrets go on being sealed by a former key: does a process of an earlier version run?",
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

/** @returns how many secrets were found that another key sealed */
async function resealOnce(rotating: Rotating, ring: KeyRing): Promise<number> {
  let found = 0;
  for (const rows of SEALED_ROWS) found += await resealRows(rotating, ring, rows);
  return found;
}

async function resealRows(rotating: Rotating, ring: KeyRing, rows: SealedRows): Promise<number> {
  const { store, clock, wait, say } = rotating;
  let found = 0;
  let seen = 0;
  let toldAt = clock();
  for await (const page of pagesOf(rotating, rows)) {
    const beganMs = clock();
    const stale = page.filter(({ sealed }) => boxKeyId(sealed) !== ring.current.id);
    seen += page.length;
    found += stale.length;
    if (stale.length > 0) {
      const anew = stale.map((box) => ({ box, to: sealAnew(ring, rows, box) }));
      await store.write((tx) => Promise.all(anew.map(({ box, to }) => rows.reseal(tx, box, to))));
      await wait(Math.max(1, clock() - beganMs));
    }
    if (clock() - toldAt < TELL_EVERY_MS) continue;
    toldAt = clock();
    say(`  ${rows.word}: ${seen} looked at, ${found} of them sealed anew`);
  }
  if (found > 0) say(`  ${rows.word}: ${found} of ${seen} sealed anew`);
  return found;
}

function sealAnew(
  ring: KeyRing,
  { word, purpose }: SealedRows,
  { key, context, sealed }: SealedBox,
): Uint8Array {
  const box = resealBox(ring, { purpose, context }, sealed);
  if (box === undefined) {
    throw new RotationPaused(
      `no key opens the secret of ${word} ${key}: delete that one, and run this again.`,
    );
  }
  return box;
}

function pagesOf({ store, pace }: Pick<Rotating, "store" | "pace">, rows: SealedRows) {
  return eachPage((request) => store.read((tx) => rows.page(tx, request)), pace.keysAPage);
}

/** Looks at everything that is sealed. */
export async function countRows(parts: Pick<Rotating, "store" | "pace">): Promise<RowsByKey> {
  const count = new Map<number, number>();
  for (const rows of SEALED_ROWS) {
    for await (const page of pagesOf(parts, rows)) {
      for (const { sealed } of page) {
        const keyId = boxKeyId(sealed) ?? -1;
        count.set(keyId, (count.get(keyId) ?? 0) + 1);
      }
    }
  }
  return count;
}
