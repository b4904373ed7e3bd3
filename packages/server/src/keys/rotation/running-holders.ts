import type { EpochMilliseconds, KeyHolderRecord, ReadTransaction } from "@rolecall/store";
import { Mistake } from "../../mistake.ts";
import type { Rotating } from "./rotating.ts";

/** A process says every 10 s which keys it holds; the clocks of machines are not quite alike. */
const ALIVE_MS = 60_000;
const ASK_EVERY_MS = 100;

/** A rotation that cannot go on. Nothing is lost: it goes on where it stopped when it is run again. */
export class RotationPaused extends Mistake {
  override readonly name = "RotationPaused";
}

type Holds = (holder: KeyHolderRecord) => boolean;

export async function runningHolders(
  tx: ReadTransaction,
  now: EpochMilliseconds,
): Promise<readonly KeyHolderRecord[]> {
  return (await tx.keyHolders.list()).filter(({ seenAt }) => seenAt > now - ALIVE_MS);
}

/** Those that run and do not hold a key. */
async function lackingHolders(tx: ReadTransaction, now: EpochMilliseconds, holds: Holds) {
  return (await runningHolders(tx, now)).filter((holder) => !holds(holder));
}

/**
 * In the transaction that builds on it.
 * @param key which one it is about, in words
 * @throws RotationPaused that names a process which runs and does not hold it
 */
export async function requireHolders(
  tx: ReadTransaction,
  { now, holds, key }: { readonly now: EpochMilliseconds; readonly holds: Holds; readonly key: string },
): Promise<void> {
  const [lacking] = await lackingHolders(tx, now, holds);
  if (lacking !== undefined)
    throw new RotationPaused(`${lacking.name} started without ${key}; run this again.`);
}

/**
 * Waits until every process that runs holds a key.
 * @param toDo what is to be done about those that do not
 * @throws RotationPaused that names them
 */
export async function awaitHolders(
  { store, clock, wait, say, pace }: Rotating,
  holds: Holds,
  toDo: string,
): Promise<void> {
  const since = clock();
  for (let told = ""; ; await wait(ASK_EVERY_MS)) {
    const lacking = await store.read((tx) => lackingHolders(tx, clock(), holds));
    if (lacking.length === 0) return;
    const names = lacking.map(({ name }) => name).join(", ");
    if (clock() - since > pace.patienceMs)
      throw new RotationPaused(`not all processes have the new key: ${names}. ${toDo}`);
    if (names !== told) say(`  waiting for ${names}`);
    told = names;
  }
}
