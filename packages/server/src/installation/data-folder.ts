import { mkdirSync, type Stats, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { ConfigurationError } from "../configuration.ts";
import { isMissing } from "./missing-file.ts";

const OTHERS_WRITE = 0o022;
const OTHERS = 0o077;

/** What nobody but the server may read: it holds secrets, or what opens them. */
const PRIVATE_FILES = [
  "master.key",
  "master.key.former",
  "credentials",
  "rolecall.db",
  "rolecall.db-wal",
  "rolecall.db-shm",
];

/**
 * Makes the folder for its owner alone where it is missing, and judges one that is there as OpenSSH judges the files of its
 * keys: what others may change is refused, and so are private files that they may read; a folder that they may merely look
 * into is worth a warning.
 * @returns the warning.
 * @throws ConfigurationError that says what to type.
 */
export function openDataFolder(folder: string): string | undefined {
  makeFolder(resolve(folder));
  const found = statSync(folder);
  const mode = formatMode(found);
  if ((found.mode & OTHERS_WRITE) !== 0) {
    throw new ConfigurationError(
      `others may change what is in ${folder} (mode ${mode}), the master key and the database too. Type: chmod 700 ${folder} ` +
        `(or give a new folder inside it, which is made for you alone: --data ${join(folder, "rolecall")}).`,
    );
  }
  for (const name of PRIVATE_FILES) refuseOpenFile(join(folder, name));
  if ((found.mode & OTHERS) === 0) return undefined;
  return `Warning: others may look into ${folder} (mode ${mode}); chmod 700 ${folder} keeps them out.`;
}

function refuseOpenFile(file: string): void {
  const found = statIfThere(file);
  if (found === undefined || (found.mode & OTHERS) === 0) return;
  throw new ConfigurationError(
    `others may read or change ${file} (mode ${formatMode(found)}). Type: chmod 600 ${file}`,
  );
}

/** Folder by folder: node's own recursive way never ends where a file system such as /proc takes no new one. */
function makeFolder(folder: string): void {
  if (tryToMake(folder)) return;
  makeFolder(dirname(folder));
  if (!tryToMake(folder))
    throw new ConfigurationError(`${folder} cannot be made: ${dirname(folder)} takes no new folders.`);
}

/** @returns whether it is there now; it is not where the folder above it is missing. */
function tryToMake(folder: string): boolean {
  try {
    mkdirSync(folder, { mode: 0o700 });
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return false;
    if (code !== "EEXIST") throw error;
  }
  if (statSync(folder).isDirectory()) return true;
  throw new ConfigurationError(`${folder} is a file, and a folder is needed there.`);
}

function statIfThere(file: string): Stats | undefined {
  try {
    return statSync(file);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function formatMode({ mode }: Stats): string {
  return (mode & 0o777).toString(8).padStart(4, "0");
}
