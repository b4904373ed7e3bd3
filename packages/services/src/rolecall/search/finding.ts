/** What the dashboard recommends to look at, by the names that filters and rows have for it. Source: CIS AWS Foundations Benchmark. */
const DAY_MS = 24 * 60 * 60 * 1000;

/** Keys are old, and what nobody has used is unused, after so many days. */
export const FINDING_DAYS = 90;

/** What was last changed or used before then is to be looked at. */
export function findingLimit(nowMs: number): number {
  return nowMs - FINDING_DAYS * DAY_MS;
}
