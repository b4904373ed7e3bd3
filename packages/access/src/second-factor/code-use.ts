import type { AccountId } from "@rolecall/names";
import type { EpochMilliseconds, MfaCodeUseRecord, ReadTransaction, Store } from "@rolecall/store";

/** Spans of counting begin with every third minute of UTC (recorded). */
const SPAN_MS = 180_000;

/** Codes that are looked at of one device in one span, whatever becomes of them (recorded). */
export const LOOKS_A_SPAN = 9;

interface OfDevice {
  readonly accountId: AccountId;
  readonly serialNumber: string;
  readonly now: EpochMilliseconds;
}

/**
 * What is known of a device's codes, with the count of the span that goes on. INVARIANT: a span that began is never gone back from:
 * nodes whose clocks differ would begin it anew by turns, and guesses were without end.
 */
export async function presentCodeUse(
  tx: ReadTransaction,
  { accountId, serialNumber, now }: OfDevice,
): Promise<MfaCodeUseRecord> {
  const use = await tx.mfaCodeUses.of(accountId, serialNumber);
  const countedFrom = Math.floor(now / SPAN_MS) * SPAN_MS;
  if (use === undefined) return { accountId, serialNumber, spentSteps: [], countedFrom, looks: 0 };
  return countedFrom > use.countedFrom ? { ...use, countedFrom, looks: 0 } : use;
}

/**
 * Counts a look at two codes of a device, before they are looked at and in a transaction of its own, among the same few as the looks
 * at one. Who knows one code, of hours ago perhaps, has the next one in a million guesses at pairs: as many as that nobody has.
 * @returns what is known of the device's codes; undefined where too many were looked at
 */
export async function countPairLook(store: Store, device: OfDevice): Promise<MfaCodeUseRecord | undefined> {
  const isOver = async (tx: ReadTransaction) => (await presentCodeUse(tx, device)).looks >= LOOKS_A_SPAN;
  // What is not looked at writes nothing.
  if (await store.read(isOver)) return undefined;
  return store.write(
    async (tx) => {
      const use = await presentCodeUse(tx, device);
      if (use.looks >= LOOKS_A_SPAN) return undefined;
      const counted = { ...use, looks: use.looks + 1 };
      await tx.mfaCodeUses.put(counted);
      return counted;
    },
    { accountId: device.accountId },
  );
}
