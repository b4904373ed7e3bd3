import { openManagedPolicies } from "@rolecall/managed-policies";
import type { DataKeyRecord } from "@rolecall/store";
import type { Snapshot } from "@rolecall/store/bulk";
import { checkStore, type Finding, type Judges, readRecords } from "@rolecall/store/check";
import { databaseFile } from "../../installation/database-file.ts";
import { holdMasterKeys } from "../../keys/held-master-keys.ts";
import { judgeSealedBy } from "../../keys/judge-sealed.ts";
import { hasMasterKeys, loadMasterKeys } from "../../keys/master-key-file.ts";
import { readDatabase } from "../../read-database.ts";
import { tellStoreError } from "../backup/tell-store-error.ts";
import { type Command, type CommandIo, EXIT_OK } from "../command.ts";
import { parseOptions, refusePositionals } from "../options/parse-options.ts";
import { STORE_CHECK_OPTIONS } from "../options/store-check-options.ts";
import { openSurroundings } from "../process.ts";
import { Progress } from "../progress.ts";
import { parseStorePlace } from "./store-place.ts";

/** Something was found, or not everything could be looked at. */
const EXIT_FOUND = 3;

/** `rolecall store check`: every row, reference, count and sealed secret of a store, as it is at one moment. */
export const check: Command = async (args, io) => {
  const { values, positionals } = parseOptions(STORE_CHECK_OPTIONS, args);
  refusePositionals(positionals);
  const named = readDatabase({ option: values.database, isEphemeral: false }, io.environment);
  const url = named?.url ?? `sqlite:${databaseFile(values.data)}`;
  const place = parseStorePlace("--database", url, named?.password);
  const progress = new Progress(io);
  try {
    const snapshot = await place.openSnapshot();
    try {
      return await run(snapshot, { io, progress, dataFolder: values.data });
    } finally {
      progress.end();
      await snapshot.close();
    }
  } catch (error) {
    throw tellStoreError(error);
  }
};

interface Run {
  readonly io: CommandIo;
  readonly progress: Progress;
  readonly dataFolder: string;
}

async function run(snapshot: Snapshot, { io, progress, dataFolder }: Run): Promise<number> {
  const judgeSealed = await judgeOf(snapshot, io, dataFolder);
  const managed = openManagedPolicies();
  const judges: Judges = {
    isManagedPolicy: (arn) => managed.get(arn) !== undefined,
    judgeSealed: judgeSealed ?? (() => undefined),
    onProgress: (table, rows) => progress.tell(`${table}: ${rows} rows looked at`),
  };
  let found = 0;
  let notes = 0;
  for await (const finding of checkStore(snapshot, judges)) {
    progress.end();
    io.stdout.write(renderFinding(finding));
    if (finding.isNote) notes += 1;
    else found += 1;
  }
  progress.end();
  const isBlind = judgeSealed === undefined;
  if (isBlind) io.stdout.write(BLIND);
  io.stdout.write(`${found} found, ${notes} noted, as of revision ${snapshot.revision}.\n`);
  return found > 0 || isBlind ? EXIT_FOUND : EXIT_OK;
}

const BLIND =
  "Sealed secrets were not looked at: there is no master key (ROLECALL_MASTER_KEY, or DIR/master.key).\n";

function renderFinding({ table, id, what, isNote }: Finding): string {
  return `${isNote ? "note: " : ""}${table}${id === "" ? "" : ` ${id}`}: ${what}\n`;
}

async function judgeOf(
  snapshot: Snapshot,
  io: CommandIo,
  dataFolder: string,
): Promise<Judges["judgeSealed"] | undefined> {
  const given = io.environment.ROLECALL_MASTER_KEY || undefined;
  if (!hasMasterKeys({ given, dataFolder })) return undefined;
  const { random, logError } = openSurroundings(io);
  const load = () => loadMasterKeys({ given, dataFolder, random, isStoreEmpty: false });
  const { ring } = holdMasterKeys({ load, random, tell: logError });
  const dataKeys: DataKeyRecord[] = [];
  // One that cannot be read is a finding of its own.
  for await (const record of readRecords(snapshot, "dataKeys"))
    if (record !== undefined) dataKeys.push(record);
  return judgeSealedBy(ring, dataKeys, random);
}
