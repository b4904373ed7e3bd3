import type { RoleCredentials } from "./role-credentials.ts";

const MINUTE_MS = 60_000;

/**
 * What clients of AWS's get along with. botocore takes credentials of an instance that end within a quarter of an hour for good for up
 * to ten minutes more, whatever their end: served with less, they are used dead.
 */
const RENEWED_BEFORE_END_MS = 15 * MINUTE_MS;
/** With less than this nothing is handed out while the server answers. */
export const LEAST_SERVED_MS = 10 * MINUTE_MS;

/**
 * When credentials are replaced: a quarter of an hour before their end, or after `renewEveryMs`, whichever is first. Of short ones a third
 * of their life is used: those of 15 minutes are replaced with 10 left.
 */
export function renewalTimeMs(
  { issuedAtMs, expiresAtMs }: Pick<RoleCredentials, "issuedAtMs" | "expiresAtMs">,
  renewEveryMs: number,
): number {
  const lifeMs = expiresAtMs - issuedAtMs;
  return issuedAtMs + Math.min(renewEveryMs, Math.max(lifeMs - RENEWED_BEFORE_END_MS, lifeMs / 3));
}

const FIRST_PAUSE_MS = 1_000;
export const LONGEST_PAUSE_MS = MINUTE_MS;

/**
 * How long a server is left in peace after so many failures in a row: twice as long each time, up to a minute, and between half and all of
 * that, so that a thousand machines do not come back at once.
 * @param random 0 to 1
 */
export function pauseMs(failures: number, random: number): number {
  const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(failures - 1, 10));
  return longest * (0.5 + random / 2);
}
