import type { AccountId } from "@rolecall/names";
import type { EpochMilliseconds, MfaCodeUseRecord, ReadTransaction } from "@rolecall/store";

/** Spans of counting begin with every third minute of UTC (recorded). */
const SPAN_MS = 180_000;

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
