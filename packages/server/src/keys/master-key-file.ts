import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import {
  formatMasterKey,
  type KeyBytes,
  keyIdOf,
  newKey,
  parseMasterKeys,
  type RandomBytes,
} from "@rolecall/credentials";
import { ConfigurationError } from "../configuration.ts";
import type { KeyFile } from "./rotation/rotating.ts";

const FILE_NAME = "master.key";
/** Keys that sealed once, for backups of then. */
const FORMER_NAME = "master.key.former";

export interface MasterKeySource {
  /** The text of ROLECALL_MASTER_KEY. */
  readonly given: string | undefined;
  /** Absent where everything is in memory. */
  readonly dataFolder: string | undefined;
  readonly random: RandomBytes;
  /** Nothing was ever sealed in it. */
  readonly isStoreEmpty: boolean;
}

/**
 * The keys that seal the data keys of the store: from the environment where given, else from a file beside the data, which is made
 * at the first start. INVARIANT: no key is made beside a store that holds something: it would open nothing there.
 * @throws ConfigurationError where the text is no key, others may read the file, or the file of a store is missing.
 */
export function loadMasterKeys(source: MasterKeySource): readonly KeyBytes[] {
  const { given, dataFolder, random, isStoreEmpty } = source;
  if (given !== undefined) return parseNamed(given, "ROLECALL_MASTER_KEY");
  if (dataFolder === undefined) return [newKey(random)];
  const file = join(dataFolder, FILE_NAME);
  if (!existsSync(file)) {
    if (!isStoreEmpty) throw missingKey(file);
    writeDraft(file, formatMasterKey(newKey(random)), { random, settle: linkUnlessThere });
  }
  if ((statSync(file).mode & 0o077) !== 0) {
    throw new ConfigurationError(`${file}: others may read the master key; run chmod 600 on it.`);
  }
  return parseNamed(readFileSync(file, "utf8"), file);
}

/** Whether `loadMasterKeys` would find some. */
export function hasMasterKeys({ given, dataFolder }: Pick<MasterKeySource, "given" | "dataFolder">): boolean {
  return given !== undefined || (dataFolder !== undefined && existsSync(join(dataFolder, FILE_NAME)));
}

function missingKey(file: string): ConfigurationError {
  return new ConfigurationError(
    `${file} is missing, and the database was sealed with it. Put it back, or give its text in ROLECALL_MASTER_KEY; ` +
      "a new key would open no secret.",
  );
}

function parseNamed(text: string, source: string): readonly KeyBytes[] {
  try {
    return parseMasterKeys(text);
  } catch (error) {
    // The parser's messages never show the text.
    throw new ConfigurationError(`${source}: ${error instanceof Error ? error.message : "not a master key"}`);
  }
}

/** What a rotation does to the files of a data folder. */
export function openKeyFile(dataFolder: string, random: RandomBytes): KeyFile {
  const place = (name: string, keys: readonly KeyBytes[]) =>
    writeDraft(join(dataFolder, name), keys.map(formatMasterKey).join("\n"), { random, settle: renameSync });
  return {
    write: (keys) => place(FILE_NAME, keys),
    keepFormer(keys) {
      const file = join(dataFolder, FORMER_NAME);
      const kept = existsSync(file) ? parseNamed(readFileSync(file, "utf8"), file) : [];
      const keptIds = new Set(kept.map(keyIdOf));
      place(FORMER_NAME, [...keys.filter((key) => !keptIds.has(keyIdOf(key))), ...kept]);
    },
  };
}

interface Drafting {
  readonly random: RandomBytes;
  /** Gives the draft its name. */
  readonly settle: (draft: string, file: string) => void;
}

/**
 * A key must be on the disk before anything is sealed with it, and nobody may read half of it: it is written under a name of
 * its own first.
 */
function writeDraft(file: string, text: string, { random, settle }: Drafting): void {
  const draft = `${file}.${Buffer.from(random(8)).toString("hex")}`;
  try {
    writeFileSync(draft, `${text}\n`, { flag: "wx", mode: 0o600, flush: true });
    giveToOwner(draft, dirname(file));
    settle(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
  flushFolder(dirname(file));
}

/** What root writes for a service is the service's, which could not read it otherwise. */
function giveToOwner(file: string, folder: string): void {
  if (process.geteuid?.() !== 0) return;
  const { uid, gid } = statSync(folder);
  chownSync(file, uid, gid);
}

/** Lets one of two processes that start at once win. */
function linkUnlessThere(draft: string, file: string): void {
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

/** A new name is on the disk once its folder is. */
function flushFolder(folder: string): void {
  const descriptor = openSync(folder, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
