import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isMissing, readIfThere } from "./missing-file.ts";
import { isAlive } from "./process-alive.ts";

/** A server that uses a data folder. */
export interface Listening {
  /** Health answers it too, so that a port that another program has taken since is not mistaken for this one. */
  readonly instance: string;
  readonly processId: number;
  readonly endpoint: string;
  /** The home of its partition. Absent in the word of a server from before there was a choice. */
  readonly region?: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
}

const FOLDER = "endpoints";

/** Leaves word of where a server listens: a file each, since several may use one folder. What dead ones left is cleared. */
export function announceEndpoint(dataFolder: string, listening: Listening): void {
  mkdirSync(join(dataFolder, FOLDER), { recursive: true, mode: 0o700 });
  for (const { instance, processId } of listEndpoints(dataFolder)) {
    if (!isAlive(processId)) withdrawEndpoint(dataFolder, instance);
  }
  writeFileSync(fileOf(dataFolder, listening.instance), `${JSON.stringify(listening)}\n`, { mode: 0o600 });
}

export function withdrawEndpoint(dataFolder: string, instance: string): void {
  rmSync(fileOf(dataFolder, instance), { force: true });
}

/** The newest first. Nobody says that they still listen. */
export function listEndpoints(dataFolder: string): readonly Listening[] {
  const folder = join(dataFolder, FOLDER);
  return namesIn(folder)
    .map((name) => parseListening(readIfThere(join(folder, name))))
    .filter((listening) => listening !== undefined)
    .toSorted((left, right) => right.startedAt - left.startedAt);
}

function fileOf(dataFolder: string, instance: string): string {
  return join(dataFolder, FOLDER, instance);
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** Undefined for half a file, which a server is about to finish or died over. */
function parseListening(text: string): Listening | undefined {
  try {
    return JSON.parse(text) as Listening;
  } catch {
    return undefined;
  }
}
