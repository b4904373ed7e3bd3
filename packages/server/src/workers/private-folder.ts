import { mkdtempSync, readdirSync, readlinkSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isAlive } from "../installation/process-alive.ts";

/** Linux's memory as a file system. */
const MEMORY = "/dev/shm";

/**
 * Makes a folder of mode 0700 for a store that several processes share and none keeps, in memory where the system offers
 * that. What dead ones left there is cleared: whoever is ended together with all that knew of it clears nothing itself.
 */
export function makePrivateFolder(processId: number): string {
  const space = `rolecall-${processSpace()}-`;
  const parent = isFolder(MEMORY) ? MEMORY : tmpdir();
  clearAbandoned(parent, space);
  try {
    return mkdtempSync(join(parent, `${space}${processId}-`));
  } catch {
    // Memory that this user may not write to, or that is full.
    return mkdtempSync(join(tmpdir(), `${space}${processId}-`));
  }
}

export function removePrivateFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

/** Process ids mean something within one: containers may share a folder, and each has ids of its own. */
function processSpace(): string {
  try {
    return /\d+/.exec(readlinkSync("/proc/self/ns/pid"))?.[0] ?? "0";
  } catch {
    return "0";
  }
}

function clearAbandoned(parent: string, space: string): void {
  for (const name of readdirSync(parent)) {
    const processId = name.startsWith(space) ? /^\d+(?=-)/.exec(name.slice(space.length))?.[0] : undefined;
    if (processId === undefined || isAlive(Number(processId))) continue;
    const folder = join(parent, name);
    // Another user's is not ours to judge.
    if (statSync(folder, { throwIfNoEntry: false })?.uid === process.getuid?.()) removePrivateFolder(folder);
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
