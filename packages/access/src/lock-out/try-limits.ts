/**
 * How many tries to sign in are looked at. Sources: NIST SP 800-63B-4, 3.2.2 "Rate Limiting (Throttling)": at most 100 that failed in a
 * row, with waits that grow; OWASP ASVS 4.0.3, 2.2.1: at most 100 an hour on one account. AWS publishes no figures.
 */
import type { EpochMilliseconds, SignInTriesRecord } from "@rolecall/store";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Within which tries are counted together. */
const SPAN_MS = 15 * MINUTE_MS;
/** A first lock; each that follows it is twice as long. */
const LOCK_MS = 15 * MINUTE_MS;
const LONGEST_LOCK_MS = DAY_MS;
/** How long it is remembered that there was a lock. */
const REMEMBERED_MS = DAY_MS;

export interface TryLimit {
  /** So many are looked at within a span; the last of them locks. */
  readonly tries: number;
  readonly longestLockMs: number;
}

/** At one name, by whoever was never let in there; and by each device that was. */
export const NAME_LIMIT: TryLimit = { tries: 10, longestLockMs: LONGEST_LOCK_MS };

/** From one address, at all names together: an office has one. */
export const ADDRESS_LIMIT: TryLimit = { tries: 100, longestLockMs: LOCK_MS };

export type Standing = "open" | "locked";

export function standingOf(record: SignInTriesRecord | undefined, now: EpochMilliseconds): Standing {
  return record?.lockedUntil !== undefined && record.lockedUntil > now ? "locked" : "open";
}

/** One more try. Of a name that is locked it is counted too, for administrators to see. */
export function countedTry(
  id: string,
  before: SignInTriesRecord | undefined,
  { limit, now }: { readonly limit: TryLimit; readonly now: EpochMilliseconds },
): SignInTriesRecord {
  const present = presentSpan(id, before, now);
  const record = { ...present, tries: present.tries + 1 };
  if (standingOf(record, now) === "locked" || record.tries < limit.tries) return record;
  const lockedUntil = now + Math.min(limit.longestLockMs, LOCK_MS * 2 ** Math.min(record.locks, 20));
  return { ...record, lockedUntil, locks: record.locks + 1, expiresAt: lockedUntil + REMEMBERED_MS };
}

/** One try less, which turned out to be none; undefined where nothing is left. What it alone had locked is open again. */
export function withoutTry(
  before: SignInTriesRecord,
  { limit }: { readonly limit: TryLimit },
): SignInTriesRecord | undefined {
  const tries = before.tries - 1;
  if (before.lockedUntil === undefined || tries >= limit.tries)
    return tries <= 0 && before.locks === 0 ? undefined : { ...before, tries: Math.max(0, tries) };
  const { lockedUntil: _, ...open } = before;
  return { ...open, tries, locks: before.locks - 1 };
}

/** What is counted together with what comes now. A lock that is over begins anew, and is remembered for a while. */
function presentSpan(
  id: string,
  before: SignInTriesRecord | undefined,
  now: EpochMilliseconds,
): SignInTriesRecord {
  if (before !== undefined && isPresent(before, now)) return before;
  const isRemembered = before !== undefined && before.locks > 0 && before.expiresAt > now;
  return {
    id,
    countedFrom: now,
    tries: 0,
    locks: isRemembered ? before.locks : 0,
    expiresAt: isRemembered ? Math.max(before.expiresAt, now + SPAN_MS) : now + SPAN_MS,
  };
}

function isPresent(record: SignInTriesRecord, now: EpochMilliseconds): boolean {
  if (record.lockedUntil !== undefined) return record.lockedUntil > now;
  // A clock that was set back begins no span anew.
  return now < record.countedFrom + SPAN_MS;
}
