import { invalidTimeRange } from "./error.ts";

/** How far back events are looked up. Source: CloudTrail API Reference, LookupEvents: "within the last 90 days". */
const HISTORY_MS = 90 * 24 * 3_600_000;

interface GivenRange {
  readonly StartTime?: Date | undefined;
  readonly EndTime?: Date | undefined;
}

/** From when to when, both included. What is asked for before the 90 days is cut off. @throws InvalidTimeRangeException */
export function timeRange({ StartTime, EndTime }: GivenRange, now: number): { from: number; to: number } {
  const to = EndTime?.getTime() ?? Number.MAX_SAFE_INTEGER;
  const start = StartTime?.getTime() ?? 0;
  if (start > to) throw invalidTimeRange("The StartTime is later than the EndTime.");
  return { from: Math.max(start, now - HISTORY_MS), to };
}
