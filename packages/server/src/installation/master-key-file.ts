import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  statSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import {
  formatMasterKey,
  type MasterKey,
  newMasterKey,
  parseMasterKeys,
  type RandomBytes,
} from "@rolecall/credentials";
import { ConfigurationError } from "../configuration.ts";

const FILE_NAME = "master.key";

/**
 * The keys that seal secrets and sessions: from the environment where given, else from a file beside the data, which is made
 * at the first start.
 * @param given the text of ROLECALL_MASTER_KEY.
 * @throws ConfigurationError where the text is no key, or others may read the file.
 */
export function loadMasterKeys(
  given: string | undefined,
  dataFolder: string | undefined,
  random: RandomBytes,
): readonly MasterKey[] {
  if (given !== undefined) return parseNamed(given, "ROLECALL_MASTER_KEY");
  if (dataFolder === undefined) return [newMasterKey(random)];
  const file = join(dataFolder, FILE_NAME);
  if (!existsSync(file)) writeKeyFile(file, formatMasterKey(newMasterKey(random)));
  if ((statSync(file).mode & 0o077) !== 0) {
    throw new ConfigurationError(`${file}: others may read the master key; run chmod 600 on it.`);
  }
  return parseNamed(readFileSync(file, "utf8"), file);
}

function parseNamed(text: string, source: string): readonly MasterKey[] {
  try {
    return parseMasterKeys(text);
  } catch (error) {
    // The parser's messages never show the text.
    throw new ConfigurationError(`${source}: ${error instanceof Error ? error.message : "not a master key"}`);
  }
}

/** The key must be on the disk before anything is sealed with it. "wx" lets one of two processes that start at once win. */
function writeKeyFile(file: string, text: string): void {
  let descriptor: number;
  try {
    descriptor = openSync(file, "wx", 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return;
    throw error;
  }
  writeSync(descriptor, `${text}\n`);
  fsyncSync(descriptor);
  closeSync(descriptor);
  chmodSync(file, 0o600);
}
