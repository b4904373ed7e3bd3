/** A file's moment in a file of its own, while others go on writing. */
import { existsSync, statSync } from "node:fs";
import { backup, DatabaseSync } from "node:sqlite";
import { StoreError } from "../../../src/errors.ts";
import type { Revision } from "../../../src/records/identifier.ts";
import { assertStore, schemaNumber } from "../identity.ts";
import { isThereAlready, writeBeside } from "./beside.ts";
import { assertWhole } from "./wholeness.ts";

export interface BackupOptions {
  readonly file: string;
  /** Made for its owner alone; nothing may be there. */
  readonly target: string;
  /** Tells this backup from another one to the same place. */
  readonly name: string;
  readonly onProgress?: (bytes: number, of: number) => void;
}

export interface BackupReport {
  readonly bytes: number;
  /** What was written since is not in it. */
  readonly revision: Revision;
  readonly schema: number;
}

/** All in one step: a copy in several is begun anew with each write of another process. */
const EVERY_PAGE = 2 ** 31 - 1;
const LOOK_MS = 200;

/**
 * The copy is looked over by SQLite before it gets its name.
 * @throws StoreError "conflict" where something is at the target; "unavailable" where the file cannot be read, the copy
 *   not be written, or is not whole. Then nothing is left
 */
export async function backupSqlite({ file, target, name, onProgress }: BackupOptions): Promise<BackupReport> {
  if (existsSync(target)) throw isThereAlready(target);
  let source: DatabaseSync | undefined;
  try {
    if (!existsSync(file)) throw new Error("there is no such file");
    source = new DatabaseSync(file, { readOnly: true });
    assertStore(source);
    const open = source;
    return await writeBeside(target, name, async (draft) => {
      await copyPages(open, { file, draft, onProgress });
      return lookOver(draft);
    });
  } catch (error) {
    if (error instanceof StoreError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new StoreError("unavailable", `no backup of ${file} was made: ${reason}`, { cause: error });
  } finally {
    source?.close();
  }
}

interface Copying {
  readonly file: string;
  readonly draft: string;
  readonly onProgress: BackupOptions["onProgress"];
}

async function copyPages(source: DatabaseSync, { file, draft, onProgress }: Copying): Promise<void> {
  const { size } = statSync(file);
  const timer = setInterval(() => onProgress?.(statSync(draft).size, size), LOOK_MS);
  try {
    await backup(source, draft, { rate: EVERY_PAGE });
  } finally {
    clearInterval(timer);
  }
}

/** Without a log of its own, so that the backup is one file. */
function lookOver(draft: string): BackupReport {
  const database = new DatabaseSync(draft);
  try {
    database.exec("PRAGMA journal_mode = DELETE");
    assertWhole(database);
    const revision = Number(database.prepare("SELECT revision FROM feed").get()?.revision);
    return { bytes: statSync(draft).size, revision, schema: schemaNumber(database) };
  } finally {
    database.close();
  }
}
