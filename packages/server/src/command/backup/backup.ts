import { existsSync } from "node:fs";
import { backupSqlite } from "@rolecall/store/sqlite";
import { databaseFile } from "../../installation/database-file.ts";
import { Mistake } from "../../mistake.ts";
import { isBeingFilled } from "../../seed/seeding-marker.ts";
import { type Command, EXIT_OK } from "../command.ts";
import { BACKUP_OPTIONS } from "../options/backup-options.ts";
import { parseOptions } from "../options/parse-options.ts";
import { openSurroundings } from "../process.ts";
import { Progress } from "../progress.ts";
import { oneFile } from "./one-file.ts";
import { tellStoreError } from "./tell-store-error.ts";

/** `rolecall backup FILE`: the database of a data folder as it is now, in one file, while a server may go on writing. */
export const backup: Command = async (args, io) => {
  const { values, positionals } = parseOptions(BACKUP_OPTIONS, args);
  const target = oneFile(positionals);
  const file = databaseFile(values.data);
  if (!existsSync(file)) throw new Mistake(`${file} is not there. ${OF_POSTGRES}`);
  if (isBeingFilled(values.data))
    throw new Mistake(`a start fills ${file}, or died while it did: there is nothing whole to back up yet.`);
  const progress = new Progress(io);
  try {
    const { processId } = openSurroundings(io);
    const report = await backupSqlite({
      file,
      target,
      name: String(processId),
      onProgress: (bytes, of) => progress.tell(`${showSize(bytes)} of some ${showSize(of)} written`),
    });
    progress.end();
    io.stdout.write(
      `${target}: ${showSize(report.bytes)}, schema ${report.schema}, as of revision ${report.revision}; looked over, and whole.\n${KEY_APART}`,
    );
    return EXIT_OK;
  } catch (error) {
    progress.end();
    throw tellStoreError(error);
  }
};

const OF_POSTGRES = "A PostgreSQL database is backed up by pg_dump or pg_basebackup (docs/backup.md).";
const KEY_APART =
  "The master key is not in it (DIR/master.key or ROLECALL_MASTER_KEY): without it the backup opens no secret. Keep it elsewhere.\n";

const MEGABYTE = 1_000_000;

function showSize(bytes: number): string {
  return `${(bytes / MEGABYTE).toFixed(1)} MB`;
}
