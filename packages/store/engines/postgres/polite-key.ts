import type { WriteJob } from "./write-job.ts";

/**
 * What nodes wait for each other by before they begin, so that two that write to the same account a lot do not begin anew for ever:
 * the account that most of the works are about. Those whose works are about many are seldom in each other's way.
 */
export function politeKeyOf(jobs: readonly WriteJob[]): number {
  const counts = new Map<string, number>();
  let busiest: string | undefined;
  for (const { accountId } of jobs) {
    if (accountId === undefined) continue;
    const count = (counts.get(accountId) ?? 0) + 1;
    counts.set(accountId, count);
    if (busiest === undefined || count > counts.get(busiest)!) busiest = accountId;
  }
  return busiest === undefined ? 0 : hashOf(busiest);
}

/** From 0 to 2^31 - 1. */
function hashOf(text: string): number {
  let hash = 0;
  for (let index = 0; index < text.length; index++) {
    hash = (Math.imul(hash, 31) + text.charCodeAt(index)) | 0;
  }
  return hash & 0x7fffffff;
}
