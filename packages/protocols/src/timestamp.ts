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
  const text = date.toISOString();
  written = { epochMs, text: text.endsWith(".000Z") ? `${text.slice(0, -5)}Z` : text };
  return written.text;
}

export function formatEpochSeconds(date: Date): number {
  return date.getTime() / 1000;
}

function validDate(epochMs: number): Date | undefined {
  const date = new Date(epochMs);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
