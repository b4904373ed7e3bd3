const HTTP_DATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

function digits(text: string, start: number, count: number): number {
  let value = 0;
  for (let index = start; index < start + count; index++) {
    const digit = text.charCodeAt(index) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** What was read last: requests of one second say the same. */
let lastRead: { readonly text: string; readonly ms: number | undefined } = { text: "", ms: undefined };

/**
 * Reads ISO 8601 basic format in UTC, `20150830T123600Z`, to milliseconds since the epoch. Undefined for anything else,
 * days that no calendar has (30 February) included.
 */
export function parseTimestamp(text: string): number | undefined {
  if (text !== lastRead.text) lastRead = { text, ms: readTimestamp(text) };
  return lastRead.ms;
}

function readTimestamp(text: string): number | undefined {
  if (text.length !== 16 || text[8] !== "T" || text[15] !== "Z") return undefined;
  const month = digits(text, 4, 2);
  const day = digits(text, 6, 2);
  const hours = digits(text, 9, 2);
  const minutes = digits(text, 11, 2);
  const seconds = digits(text, 13, 2);
  const isTime = hours < 24 && minutes < 60 && seconds < 60;
  if (!(isTime && month >= 1 && month <= 12 && day >= 1)) return undefined;
  const ms = Date.UTC(digits(text, 0, 4), month - 1, day, hours, minutes, seconds);
  // Date.UTC carries 31 February over to March; and NaN is no date.
  return new Date(ms).getUTCDate() === day ? ms : undefined;
}

/** Reads the Date header: ISO 8601 basic format, or the IMF-fixdate of RFC 9110, section 5.6.7. */
export function parseDateHeader(text: string): number | undefined {
  const ms = parseTimestamp(text);
  if (ms !== undefined) return ms;
  if (!HTTP_DATE.test(text)) return undefined;
  const parsed = Date.parse(text);
  return Number.isNaN(parsed) ? undefined : parsed;
}

function padded(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}

/** Milliseconds since the epoch to ISO 8601 basic format, UTC, whole seconds. */
export function formatTimestamp(ms: number): string {
  const date = new Date(ms);
  const day = `${String(date.getUTCFullYear()).padStart(4, "0")}${padded(date.getUTCMonth() + 1)}${padded(date.getUTCDate())}`;
  return `${day}T${padded(date.getUTCHours())}${padded(date.getUTCMinutes())}${padded(date.getUTCSeconds())}Z`;
}
