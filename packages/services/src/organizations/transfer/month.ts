import type { EpochMilliseconds } from "@rolecall/store";

const DAY_MS = 24 * 3600 * 1000;

/** The first millisecond of the month in UTC that is so many after the one of a time. */
export function startOfMonth(time: EpochMilliseconds, monthsLater: number): EpochMilliseconds {
  const date = new Date(time);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + monthsLater);
}

/** The last millisecond of that month. */
export function endOfMonth(time: EpochMilliseconds, monthsLater: number): EpochMilliseconds {
  return startOfMonth(time, monthsLater + 1) - 1;
}

export function isStartOfDay(time: EpochMilliseconds): boolean {
  return time % DAY_MS === 0;
}
