/** Dates on the wire: RFC 3339 for iso8601, seconds since 1970 for epochSeconds. */

const dateTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/i;

/** Undefined where the text is no date. */
export function parseIso8601(text: string): Date | undefined {
  return dateTime.test(text) ? validDate(Date.parse(text)) : undefined;
}

/** Undefined where the number is beyond what a date can be. */
export function parseEpochSeconds(seconds: number): Date | undefined {
  return validDate(Math.round(seconds * 1000));
}

/** The date that was written last: sessions of one second expire in one second. */
let written = { epochMs: Number.NaN, text: "" };

/** With milliseconds only where there are any, as AWS writes it. */
export function formatIso8601(date: Date): string {
  const epochMs = date.getTime();
  if (epochMs === written.epochMs) return written.text;
  const text = epochMs % SECOND_MS === 0 ? formatWholeSecond(epochMs) : date.toISOString();
  written = { epochMs, text };
  return text;
}

const SECOND_MS = 1000;
const DAY_MS = 86_400_000;
/** `00:` to `59:`, and `00Z` to `59Z`. */
const BEFORE_OTHERS = twoDigits(":");
const LAST = twoDigits("Z");
/** The day of which a time was written last, with the `T` behind it: a page's times are of few days. */
let writtenDay = { number: Number.NaN, text: "" };

/** What `toISOString` writes without milliseconds, several times faster: a page may have a thousand. */
function formatWholeSecond(epochMs: number): string {
  const day = Math.floor(epochMs / DAY_MS);
  if (day !== writtenDay.number) {
    const midnight = new Date(day * DAY_MS).toISOString();
    writtenDay = { number: day, text: midnight.slice(0, -"00:00:00.000Z".length) };
  }
  const second = (epochMs - day * DAY_MS) / SECOND_MS;
  const hours = BEFORE_OTHERS[Math.floor(second / 3600)] as string;
  const minutes = BEFORE_OTHERS[Math.floor(second / 60) % 60] as string;
  return writtenDay.text + (hours + minutes + LAST[second % 60]);
}

function twoDigits(end: string): readonly string[] {
  return Array.from({ length: 60 }, (_, number) => `${String(number).padStart(2, "0")}${end}`);
}

export function formatEpochSeconds(date: Date): number {
  return date.getTime() / 1000;
}

function validDate(epochMs: number): Date | undefined {
  const date = new Date(epochMs);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
