import { appendFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { isAlive } from "../installation/process-alive.ts";

const FILE_NAME = "seeding";
/** Stands in the marker from the first write of a seed on. */
const FILLING = "filling";
const POLL_MS = 50;
const MAX_WAIT_MS = 120_000;

/** What a start finds where it wants to seed. */
export type Claim =
  /** Nobody seeds or has begun to. */
  | "free"
  /** A process died while it filled the store: what it left is half a seed. */
  | "abandoned";

interface Marker {
  readonly owner: number;
  readonly isFilling: boolean;
}

/**
 * Claims the right to seed a data folder, and waits while another process does. The marker outlives a crash, so that half a
 * seed is never taken for a whole one.
 * @throws Error where another process seeds for longer than two minutes.
 */
export async function claimSeeding(dataFolder: string, processId: number): Promise<Claim> {
  const file = join(dataFolder, FILE_NAME);
  for (let waitedMs = 0; waitedMs <= MAX_WAIT_MS; waitedMs += POLL_MS) {
    if (tryCreate(file, String(processId))) return "free";
    const found = readMarker(file);
    if (found !== undefined && !isAlive(found.owner)) {
      rmSync(file, { force: true });
      const text = found.isFilling ? `${processId} ${FILLING}` : String(processId);
      if (tryCreate(file, text)) return found.isFilling ? "abandoned" : "free";
    }
    await wait(POLL_MS);
  }
  throw new Error(`${file}: another process has been seeding for two minutes.`);
}

/**
 * Call before the first write. INVARIANT: only a marker that says so makes the next start empty the store: one that a process left which
 * died while it merely looked says nothing of what is there.
 */
export function markFilling(dataFolder: string): void {
  appendFileSync(join(dataFolder, FILE_NAME), ` ${FILLING}`, { flush: true });
}

export function releaseSeeding(dataFolder: string): void {
  rmSync(join(dataFolder, FILE_NAME), { force: true });
}

/** A start fills the folder, or died while it did: what is there is not whole. */
export function isBeingFilled(dataFolder: string): boolean {
  return readMarker(join(dataFolder, FILE_NAME))?.isFilling === true;
}

function tryCreate(file: string, text: string): boolean {
  try {
    writeFileSync(file, text, { flag: "wx", mode: 0o600, flush: true });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Undefined where the file is gone or not yet written. */
function readMarker(file: string): Marker | undefined {
  try {
    const [owner, state] = readFileSync(file, "utf8").split(" ");
    return Number(owner) > 0 ? { owner: Number(owner), isFilling: state === FILLING } : undefined;
  } catch {
    return undefined;
  }
}
