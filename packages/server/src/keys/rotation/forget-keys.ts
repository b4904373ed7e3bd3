import { dataKeyState } from "@rolecall/access";
import type { DataKeyRecord, EpochMilliseconds } from "@rolecall/store";
import { formatKeyId } from "../key-id.ts";
import { countRows } from "./reseal.ts";
import type { Rotating } from "./rotating.ts";
import { runningHolders } from "./running-holders.ts";

/**
 * The longest session lasts 36 hours (GetSessionToken, GetFederationToken of an IAM user); a process that was cut off from the store
 * may have gone on sealing for a while.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html
 */
export const OPENS_MS = 48 * 3_600_000;
/** Processes that have not been seen for so long are forgotten. */
const HOLDER_KEPT_MS = 24 * 3_600_000;

/** Whether nothing can still need it but a secret of the store: what was sealed by it and given out has ended. */
function isServed({ retiredAt, resealedAt }: DataKeyRecord, now: EpochMilliseconds): boolean {
  return retiredAt !== undefined && resealedAt !== undefined && retiredAt + OPENS_MS <= now;
}

/** INVARIANT: a key goes only where no secret needs it, its sessions have ended, and every process that runs seals by the next. */
export async function forgetKeys(rotating: Rotating): Promise<void> {
  const { store, clock, say } = rotating;
  const records = await store.read((tx) => tx.dataKeys.list());
  await store.write(async (tx) => {
    for (const { id, seenAt } of await tx.keyHolders.list())
      if (seenAt < clock() - HOLDER_KEPT_MS) await tx.keyHolders.delete(id);
  });
  const served = records.filter((record) => isServed(record, clock()));
  if (served.length === 0) return;
  const rows = await countRows(rotating);
  await store.write(async (tx) => {
    const sealing = (await tx.dataKeys.list()).find((record) => dataKeyState(record) === "sealing");
    const holders = await runningHolders(tx, clock());
    if (!holders.every(({ dataKeyIds }) => sealing && dataKeyIds.includes(sealing.keyId))) return;
    for (const { keyId } of served) {
      if ((rows.get(keyId) ?? 0) > 0) continue;
      await tx.dataKeys.delete(keyId);
      say(`Key ${formatKeyId(keyId)}: nothing needs it any more, it is gone`);
    }
  });
}
