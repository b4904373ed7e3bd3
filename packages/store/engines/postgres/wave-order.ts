import type { WriteJob } from "./write-job.ts";

/**
 * Works of several accounts go side by side, those of one account one after the other: what listeners remember of an account
 * changes between them. Each wave has one of each account, in the order of these, as the jobs come.
 */
export function wavesOf(jobs: readonly WriteJob[]): readonly (readonly WriteJob[])[] {
  const waves: WriteJob[][] = [];
  const taken = new Map<string | undefined, number>();
  for (const job of jobs) {
    const nth = taken.get(job.accountId) ?? 0;
    taken.set(job.accountId, nth + 1);
    const wave = waves[nth];
    if (wave === undefined) waves.push([job]);
    else wave.push(job);
  }
  return waves;
}
