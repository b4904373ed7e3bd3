import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { openSqliteStore, restoreSqlite } from "@rolecall/store/sqlite";
import { openDataFolder } from "../../installation/data-folder.ts";
import { databaseFile } from "../../installation/database-file.ts";
import { listEndpoints } from "../../installation/endpoint-files.ts";
import { isAlive } from "../../installation/process-alive.ts";
import { holdMasterKeys } from "../../keys/held-master-keys.ts";
import { hasMasterKeys, loadMasterKeys } from "../../keys/master-key-file.ts";
import { readDataKeys } from "../../keys/read-data-keys.ts";
import { Mistake } from "../../mistake.ts";
import type { ProgramSurroundings } from "../../program/surroundings.ts";
import { isBeingFilled } from "../../seed/seeding-marker.ts";
import { type Command, EXIT_OK } from "../command.ts";
import { RESTORE_OPTIONS } from "../options/backup-options.ts";
import { parseOptions } from "../options/parse-options.ts";
import { openSurroundings } from "../process.ts";
import { oneFile } from "./one-file.ts";
import { tellStoreError } from "./tell-store-error.ts";

/** `rolecall restore FILE`: puts a backup into a data folder that has no database. */
export const restore: Command = async (args, io) => {
  const { values, positionals } = parseOptions(RESTORE_OPTIONS, args);
  const from = oneFile(positionals);
  const dataFolder = values.data;
  if (!existsSync(from)) throw new Mistake(`${from} is not there.`);
  const surroundings = openSurroundings(io);
  const given = io.environment.ROLECALL_MASTER_KEY || undefined;
  try {
    const warning = openDataFolder(dataFolder);
    if (warning !== undefined) io.stderr.write(`${warning}\n`);
    refuseUsed(dataFolder);
    removeDeadDrafts(dataFolder);
    const isKeyThere = hasMasterKeys({ given, dataFolder });
    await restoreSqlite({
      from,
      file: databaseFile(dataFolder),
      name: String(surroundings.processId),
      examine: async (draft) => {
        if (isKeyThere) await assertOpens(draft, { given, dataFolder, surroundings });
      },
    });
    io.stdout.write(`${from} is restored into ${dataFolder}. ${isKeyThere ? KEY_FITS : KEY_UNKNOWN}`);
    return EXIT_OK;
  } catch (error) {
    throw tellStoreError(error);
  }
};

const KEY_FITS = "The master key that is there opens it.\n";
const KEY_UNKNOWN =
  "No master key is there, so that nothing was opened: put the one that it was sealed with into DIR/master.key, or into ROLECALL_MASTER_KEY, before you start.\n";

function refuseUsed(dataFolder: string): void {
  const running = listEndpoints(dataFolder).find(({ processId }) => isAlive(processId));
  if (running !== undefined)
    throw new Mistake(
      `a server runs on ${dataFolder} (process ${running.processId}): stop it, or restore elsewhere.`,
    );
  if (isBeingFilled(dataFolder))
    throw new Mistake(`a start fills ${dataFolder}: restore into a folder of its own.`);
}

interface Opening {
  readonly given: string | undefined;
  readonly dataFolder: string;
  readonly surroundings: ProgramSurroundings;
}

/** Brings it to this version too, as a start would. @throws ConfigurationError where the master keys are not its own */
async function assertOpens(draft: string, { given, dataFolder, surroundings }: Opening): Promise<void> {
  const { random, clock, logError } = surroundings;
  const store = await openSqliteStore({ file: draft });
  try {
    const load = () => loadMasterKeys({ given, dataFolder, random, isStoreEmpty: false });
    await readDataKeys({ store, masters: holdMasterKeys({ load, random, tell: logError }), now: clock() });
  } finally {
    await store.close();
  }
}

const DRAFT = /^rolecall\.db\.(\d+)\.partial/;

/** What a restore left that was killed. */
function removeDeadDrafts(dataFolder: string): void {
  for (const name of readdirSync(dataFolder)) {
    const processId = DRAFT.exec(name)?.[1];
    if (processId !== undefined && !isAlive(Number(processId))) rmSync(join(dataFolder, name));
  }
}
