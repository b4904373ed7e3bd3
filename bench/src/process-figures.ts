/** What Linux tells of another process. */
import { readFileSync } from "node:fs";

/** What Linux counts in. */
const TICK_MS = 10;

/**
 * Processor time that a process has used so far, in ms, all its threads together; NaN where there is no /proc. On a machine
 * that does other things too, it says more than the time that passed.
 */
export function processorTimeMs(processId: number): number {
  const stat = readProcess(processId, "stat");
  // The name, in brackets, may hold spaces. utime and stime are fields 14 and 15, counted from 1.
  const fields = stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
  return fields === undefined ? Number.NaN : (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/** Memory that a process has in use, in MB; NaN where there is no /proc. */
export function residentMegabytes(processId: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readProcess(processId, "status") ?? "")?.[1];
  return kilobytes === undefined ? Number.NaN : (Number(kilobytes) * 1024) / 1e6;
}

function readProcess(processId: number, file: "stat" | "status"): string | undefined {
  try {
    return readFileSync(`/proc/${processId}/${file}`, "latin1");
  } catch {
    return undefined;
  }
}
