import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { RandomBytes } from "@rolecall/credentials";
import { type Outbox, OutboxError } from "@rolecall/operations";
import { formatLetter, MAX_LETTERS, type StoredLetter } from "./stored-letter.ts";

interface OutboxFolderParts {
  readonly folder: string;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly random: RandomBytes;
}

/** An outbox whose letters can be looked at. */
export interface ReadableOutbox extends Outbox {
  /** The newest last. */
  letters(): Promise<readonly StoredLetter[]>;
}

const SUFFIX = ".json";

/**
 * A folder of letters, a file each, for its owner alone, named by their time. Several processes may share it. Past its limit the
 * oldest go.
 */
export function createOutboxFolder({ folder, clock, random }: OutboxFolderParts): ReadableOutbox {
  return {
    async deliver(letter) {
      const at = new Date(clock()).toISOString();
      const text = formatLetter({ at, ...letter });
      const name = `${at.replaceAll(":", "-")}-${Buffer.from(random(4)).toString("hex")}${SUFFIX}`;
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await prune(folder);
        await writeWhole(join(folder, name), text);
      } catch (error) {
        throw new OutboxError(`a letter could not be written to ${folder}: ${(error as Error).message}`);
      }
    },
    async letters() {
      const letters = [];
      for (const name of await listNames(folder)) letters.push(await readLetter(join(folder, name)));
      return letters.filter((letter) => letter !== undefined);
    },
  };
}

/** Makes room for one more. Another process may be at it too. */
async function prune(folder: string): Promise<void> {
  const names = await listNames(folder);
  for (const name of names.slice(0, Math.max(0, names.length + 1 - MAX_LETTERS))) {
    await rm(join(folder, name), { force: true });
  }
}

/** The oldest first; none where the folder is not there. */
async function listNames(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(absent);
  return (names ?? []).filter((name) => name.endsWith(SUFFIX)).toSorted();
}

/** A reader never sees half a letter, and a full disk leaves none behind. */
async function writeWhole(file: string, text: string): Promise<void> {
  const part = `${file}.new`;
  try {
    const handle = await open(part, "wx", 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

/** Undefined where it went since it was listed. */
async function readLetter(file: string): Promise<StoredLetter | undefined> {
  const text = await readFile(file, "utf8").catch(absent);
  return text === undefined ? undefined : (JSON.parse(text) as StoredLetter);
}

/** @throws node's error where it is another than that there is nothing */
function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
  return undefined;
}
