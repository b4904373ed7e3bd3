const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

// By hand, as hours and counts are: a browser's first use of its languages takes some 20 ms, and tables have dates in their first drawing.
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

/** `26 November 2026, 12:03 (UTC+1)` */
export function formatDate(date: string): string {
  const when = new Date(date);
  const day = `${when.getDate()} ${MONTHS[when.getMonth()]} ${when.getFullYear()}`;
  return `${day}, ${formatHour(date)} (${formatZone(-when.getTimezoneOffset())})`;
}

/** `12:03` */
export function formatHour(date: string | number): string {
  const when = new Date(date);
  return [when.getHours(), when.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":");
}

/** `12:03` today, the whole date otherwise. */
export function formatUntil(date: string, nowMs: number): string {
  const isToday = new Date(date).toDateString() === new Date(nowMs).toDateString();
  return isToday ? formatHour(date) : formatDate(date);
}

function formatZone(minutes: number): string {
  if (minutes === 0) return "UTC";
  const sign = minutes < 0 ? "-" : "+";
  const rest = Math.abs(minutes) % 60;
  const hours = Math.floor(Math.abs(minutes) / 60);
  return `UTC${sign}${hours}${rest === 0 ? "" : `:${String(rest).padStart(2, "0")}`}`;
}

/** `4 minutes ago`, `Yesterday`, `3 days ago`; the day itself where it is older than a week. */
export function formatRelative(date: string, nowMs: number): string {
  const ageMs = nowMs - Date.parse(date);
  if (ageMs < 0 || ageMs >= 7 * DAY_MS) return formatDate(date).replace(/,.*$/, "");
  if (ageMs < MINUTE_MS) return "Just now";
  if (ageMs < HOUR_MS) return ago(ageMs / MINUTE_MS, "minute");
  if (ageMs < DAY_MS) return ago(ageMs / HOUR_MS, "hour");
  return ageMs < 2 * DAY_MS ? "Yesterday" : ago(ageMs / DAY_MS, "day");
}

function ago(count: number, unit: string): string {
  const whole = Math.floor(count);
  return `${whole} ${unit}${whole === 1 ? "" : "s"} ago`;
}

/** Whole days since, for ages. */
export function daysSince(date: string, nowMs: number): number {
  return Math.floor((nowMs - Date.parse(date)) / DAY_MS);
}
