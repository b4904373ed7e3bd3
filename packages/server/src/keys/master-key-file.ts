import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import {
  formatMasterKey,
  type KeyBytes,
  newKey,
  parseMasterKeys,
  type RandomBytes,
} from "@rolecall/credentials";
import { ConfigurationError } from "../configuration.ts";

const FILE_NAME = "master.key";

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
    writeKeyFile(file, formatMasterKey(newKey(random)), random);
  }
  if ((statSync(file).mode & 0o077) !== 0) {
    throw new ConfigurationError(`${file}: others may read the master key; run chmod 600 on it.`);
  }
  return parseNamed(readFileSync(file, "utf8"), file);
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

/**
 * The key must be on the disk before anything is sealed with it, and nobody may read half of it: it is written under a name of
 * its own and then linked, which lets one of two processes that start at once win.
 */
function writeKeyFile(file: string, text: string, random: RandomBytes): void {
  const draft = `${file}.${Buffer.from(random(8)).toString("hex")}`;
  try {
    writeFileSync(draft, `${text}\n`, { flag: "wx", mode: 0o600, flush: true });
    linkUnlessThere(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
  flushFolder(dirname(file));
}

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
