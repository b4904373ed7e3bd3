const MINUTE_SECONDS = 60;
const HOUR_SECONDS = 3_600;

/** `1 hour`, `12 hours`, `90 minutes`, `45 seconds`: whole units, the largest that fits. */
export function formatDuration(seconds: number): string {
  if (seconds % HOUR_SECONDS === 0) return count(seconds / HOUR_SECONDS, "hour");
  if (seconds % MINUTE_SECONDS === 0) return count(seconds / MINUTE_SECONDS, "minute");
  return count(seconds, "second");
}

function count(units: number, unit: string): string {
  return `${units} ${unit}${units === 1 ? "" : "s"}`;
}
