import { readFileSync } from "node:fs";

/** What Linux counts in. */
const TICK_MS = 10;

/**
 * Processor time that a process has used so far, in ms, all its threads together; NaN where there is no /proc. On a machine
 * that does other things too, it says more than the time that passed.
 */
export function processorTimeMs(processId: number): number {
  try {
    const stat = readFileSync(`/proc/${processId}/stat`, "latin1");
    // The name, in brackets, may hold spaces. utime and stime are fields 14 and 15, counted from 1.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  } catch {
    return Number.NaN;
  }
}
