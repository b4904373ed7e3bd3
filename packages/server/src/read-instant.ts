/** RFC 3339: with a time zone, since nobody knows whose time is meant without. */
const DATE_TIME = /^(\d{4})-(\d\d)-(\d\d)T\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/;

/** A date and time as somebody wrote it, in milliseconds since 1970; NaN where it is none, such as on the 31st of February. */
export function readInstant(text: string): number {
  const [, year, month, day] = DATE_TIME.exec(text)?.map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined) return Number.NaN;
  // JavaScript would take a day that the month does not have for one of the next month.
  return new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day ? Date.parse(text) : Number.NaN;
}
