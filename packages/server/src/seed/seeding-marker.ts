import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { isAlive } from "../installation/process-alive.ts";

const FILE_NAME = "seeding";
const POLL_MS = 50;
const MAX_WAIT_MS = 120_000;

/** What a start finds where it wants to seed. */
export type Claim =
  /** Nobody seeds or has begun to. */
  | "free"
  /** A process died while it seeded: what it left is half a seed. */
  | "abandoned";

/**
 * Claims the right to seed a data folder, and waits while another process does. The marker outlives a crash, so that half a
 * seed is never taken for a whole one.
 * @throws Error where another process seeds for longer than two minutes.
 */
export async function claimSeeding(dataFolder: string, processId: number): Promise<Claim> {
  const file = join(dataFolder, FILE_NAME);
  for (let waitedMs = 0; waitedMs <= MAX_WAIT_MS; waitedMs += POLL_MS) {
    if (tryCreate(file, processId)) return "free";
    const owner = readOwner(file);
    if (owner !== undefined && !isAlive(owner)) {
      rmSync(file, { force: true });
      if (tryCreate(file, processId)) return "abandoned";
    }
    await wait(POLL_MS);
  }
  throw new Error(`${file}: another process has been seeding for two minutes.`);
}

export function releaseSeeding(dataFolder: string): void {
  rmSync(join(dataFolder, FILE_NAME), { force: true });
}

function tryCreate(file: string, processId: number): boolean {
  try {
    writeFileSync(file, String(processId), { flag: "wx", mode: 0o600, flush: true });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Undefined where the file is gone or not yet written. */
function readOwner(file: string): number | undefined {
  try {
    return Number(readFileSync(file, "utf8")) || undefined;
  } catch {
    return undefined;
  }
}
