import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** The first two cores that this process may use; undefined where there are fewer, or no telling. */
export function twoCores(): readonly [number, number] | undefined {
  const [first, second] = allowedCores();
  return first === undefined || second === undefined ? undefined : [first, second];
}

/** Keeps a process with all its threads on one core. False where that cannot be. */
export function pin(processId: number, core: number | undefined): boolean {
  if (core === undefined) return false;
  return spawnSync("taskset", ["-a", "-p", "-c", String(core), String(processId)]).status === 0;
}

/** Of a list such as "0-1,4". */
function allowedCores(): readonly number[] {
  const list = /^Cpus_allowed_list:\s*(\S+)$/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1] ?? "";
  return list.split(",").flatMap((part) => {
    const [from = Number.NaN, to = from] = part.split("-").map(Number);
    return Array.from({ length: to - from + 1 || 0 }, (_, index) => from + index);
  });
}
