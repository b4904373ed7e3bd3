/** Of one principal: who signs in once more ends the one that was seen least lately. */
export const SESSIONS_OF_PRINCIPAL = 20;

/** Characters of a user agent that are kept. */
export const USER_AGENT_LENGTH = 256;

/** Sessions that ended and are forgotten when another begins. */
export const PRUNED_AT_ONCE = 100;

/** That somebody was here is written at most so often. */
const SEEN_EVERY_MS = 60_000;

/** Sessions that end soon where nobody is there are written down oftener, so that none ends a tenth too early. */
export function seenEveryMs(idleMs: number): number {
  return Math.min(SEEN_EVERY_MS, idleMs / 10);
}
