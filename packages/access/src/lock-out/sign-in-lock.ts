import type { EpochMilliseconds, ReadTransaction, WriteTransaction } from "@rolecall/store";
import { type TriedIdentity, triedNameId } from "./tried-id.ts";
import { standingOf } from "./try-limits.ts";

/** What administrators see of the tries at a name. */
export interface SignInLock {
  /** In the span that goes on, those that came while it was locked among them. */
  readonly tries: number;
  /** Absent while it is open. */
  readonly lockedUntil?: EpochMilliseconds;
}

export async function signInLockOf(
  tx: ReadTransaction,
  identity: TriedIdentity,
  now: EpochMilliseconds,
): Promise<SignInLock> {
  const record = await tx.signInTries.byId(triedNameId(identity));
  if (record === undefined || record.expiresAt <= now) return { tries: 0 };
  const { tries, lockedUntil } = record;
  return standingOf(record, now) === "locked" && lockedUntil !== undefined
    ? { tries, lockedUntil }
    : { tries };
}

/** Forgets what was tried. Answers whether there was anything. */
export function unlockSignIn(tx: WriteTransaction, identity: TriedIdentity): Promise<boolean> {
  return tx.signInTries.delete(triedNameId(identity));
}
