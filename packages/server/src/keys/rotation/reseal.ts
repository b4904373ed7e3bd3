import { dataKeyState } from "@rolecall/access";
import { boxKeyId, createKeyRing, type KeyRing, openKey } from "@rolecall/credentials";
import { type DataKeyRecord, eachPage, type SealedBox } from "@rolecall/store";
import { SEALED_FAMILIES, type SealedFamily, sealAnew, showBox } from "../sealed-families.ts";
import type { Rotating } from "./rotating.ts";
import { RotationPaused } from "./running-holders.ts";

/** How many secrets each data key seals, by its id. */
export type RowsByKey = ReadonlyMap<number, number>;

const TELL_EVERY_MS = 1_000;
/** What processes make meanwhile is sealed by the new key: a second time finds few, a third none. */
const PASSES_MAX = 5;

/**
 * Seals every secret anew that another key sealed than the one that seals now, family by family. At most half of the time is spent on it, so that
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
export async function openRing({ store, masters, random }: Rotating): Promise<KeyRing> {
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
  const { clock, wait, say } = rotating;
  let found = 0;
  let seen = 0;
  let toldAt = clock();
  for await (const { family, boxes } of everyPage(rotating)) {
    const beganMs = clock();
    const stale = boxes.filter(({ sealed }) => boxKeyId(sealed) !== ring.current.id);
    seen += boxes.length;
    found += stale.length;
    if (stale.length > 0) {
      await resealPage(rotating, { ring, family, stale });
      await wait(Math.max(1, clock() - beganMs));
    }
    if (clock() - toldAt < TELL_EVERY_MS) continue;
    toldAt = clock();
    say(`  ${seen} secrets looked at, ${found} of them sealed anew`);
  }
  if (found > 0) say(`  ${found} of ${seen} secrets sealed anew`);
  return found;
}

interface Stale {
  readonly ring: KeyRing;
  readonly family: SealedFamily;
  readonly stale: readonly SealedBox[];
}

/** INVARIANT: only what is still sealed as it was read: what was deleted stays deleted, and what was changed stays as it is. */
async function resealPage({ store }: Rotating, { ring, family, stale }: Stale): Promise<void> {
  const anew = stale.map((box) => {
    const to = sealAnew(ring, family, box);
    if (to === undefined)
      throw new RotationPaused(
        `no key opens the secret of ${showBox(family, box)}: delete that one, and run this again.`,
      );
    return { box, to };
  });
  const byRecord = [...Map.groupBy(anew, ({ box }) => box.key).values()];
  await store.write((tx) =>
    Promise.all(
      byRecord.map(async (boxes) => {
        // One after the other: they are in one row.
        for (const { box, to } of boxes) await tx[family].reseal(box, to);
      }),
    ),
  );
}

async function* everyPage({ store, pace }: Pick<Rotating, "store" | "pace">) {
  for (const family of SEALED_FAMILIES) {
    const pages = eachPage((request) => store.read((tx) => tx[family].sealedBoxes(request)), pace.keysAPage);
    for await (const boxes of pages) yield { family, boxes };
  }
}

/** Looks at everything that is sealed. */
export async function countRows(parts: Pick<Rotating, "store" | "pace">): Promise<RowsByKey> {
  const rows = new Map<number, number>();
  for await (const { boxes } of everyPage(parts)) {
    for (const { sealed } of boxes) {
      const keyId = boxKeyId(sealed) ?? -1;
      rows.set(keyId, (rows.get(keyId) ?? 0) + 1);
    }
  }
  return rows;
}
