/** A file that comes to be as a whole: written under another name, on the disk, and only then called what it is to be. */
import { closeSync, fsyncSync, linkSync, openSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { StoreError } from "../../../src/errors.ts";

/** What SQLite may leave beside a file. */
const BESIDE = ["", "-journal", "-wal", "-shm"] as const;

/**
 * @param name tells this draft from others' beside the same file
 * @param write fills the draft, which is there and empty, for its owner alone
 * @throws StoreError "conflict" where the file is there; what `write` throws. Then nothing is left
 */
export async function writeBeside<Result>(
  file: string,
  name: string,
  write: (draft: string) => Promise<Result>,
): Promise<Result> {
  const draft = `${file}.${name}.partial`;
  closeSync(openSync(draft, "wx", 0o600));
  try {
    const result = await write(draft);
    flush(draft);
    linkSync(draft, file);
    flush(dirname(file));
    return result;
  } catch (error) {
    const isThere = error instanceof Error && "code" in error && error.code === "EEXIST";
    throw isThere ? isThereAlready(file) : error;
  } finally {
    for (const end of BESIDE) rmSync(draft + end, { force: true });
  }
}

export function isThereAlready(file: string): StoreError {
  return new StoreError("conflict", `${file} is there already, and is not overwritten`);
}

/** A file is on the disk, and a folder with the names that it has. */
function flush(path: string): void {
  const descriptor = openSync(path, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
