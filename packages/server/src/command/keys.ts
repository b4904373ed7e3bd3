import { randomBytes } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { type Store, StoreError } from "@rolecall/store";
import { ConfigurationError } from "../configuration.ts";
import { holdMasterKeys } from "../keys/held-master-keys.ts";
import { listKeys } from "../keys/list-keys.ts";
import { loadMasterKeys, openKeyFile } from "../keys/master-key-file.ts";
import { isEmpty, readDataKeys } from "../keys/read-data-keys.ts";
import { type Rotated, rotateKeys } from "../keys/rotation/rotate-keys.ts";
import { type Rotating, USUAL_PACE } from "../keys/rotation/rotating.ts";
import { Mistake } from "../mistake.ts";
import { type Command, type CommandIo, EXIT_OK } from "./command.ts";
import { KEYS_OPTIONS } from "./options/keys-options.ts";
import { parseOptions } from "./options/parse-options.ts";
import { type NamedStore, openNamedStore } from "./store/open-named-store.ts";

/** `rolecall keys list` and `rolecall keys rotate`, while processes run on the same store or none does. */
export const manageKeys: Command = async (args, io) => {
  const { values, positionals } = parseOptions(KEYS_OPTIONS, args);
  const [verb, ...unexpected] = positionals;
  if (verb !== "list" && verb !== "rotate") {
    const named = verb === undefined ? "" : `there is no rolecall keys ${verb}; `;
    throw new Mistake(`${named}say what to do: rolecall keys list, or rolecall keys rotate.`);
  }
  if (unexpected.length > 0)
    throw new Mistake(`what is "${unexpected.join(" ")}"? It stands behind ${verb}.`);
  const rotated = readRotated(values.only);
  const given = { dataFolder: values.data, database: values.database };
  try {
    const store = await openNamedStore(given, io);
    try {
      if (verb === "list") io.stdout.write(await listKeys(store, Date.now()));
      else await rotateKeys(await prepare(store, given, io), rotated);
    } finally {
      await store.close();
    }
  } catch (error) {
    throw explainFailure(error);
  }
  if (verb === "rotate") io.stdout.write("Done.\n");
  return EXIT_OK;
};

function readRotated(only: string | undefined): Rotated {
  if (only === undefined) return "all";
  if (only === "master" || only === "tokens" || only === "issuers") return only;
  throw new Mistake(`--only: "${only}" is neither master nor tokens nor issuers.`);
}

/** @throws ConfigurationError where a master key is missing or wrong, or there is nothing yet that is sealed. */
async function prepare(
  store: Store,
  { dataFolder }: NamedStore,
  { environment, stdout }: CommandIo,
): Promise<Rotating> {
  if (await isEmpty(store)) throw new ConfigurationError("this store is empty: its first start makes keys.");
  const given = environment.ROLECALL_MASTER_KEY;
  const random = (size: number) => randomBytes(size);
  const say = (line: string) => void stdout.write(`${line}\n`);
  const load = () => loadMasterKeys({ given, dataFolder, random, isStoreEmpty: false });
  const masters = holdMasterKeys({ load, random, tell: say });
  await readDataKeys({ store, masters, now: Date.now() });
  return {
    store,
    masters,
    ...(given === undefined && { keyFile: openKeyFile(dataFolder, random) }),
    random,
    clock: Date.now,
    wait: (ms) => delay(ms),
    say,
    pace: USUAL_PACE,
  };
}

/** A database that cannot be opened, or went away, says why. */
function explainFailure(error: unknown): unknown {
  const isUnavailable = error instanceof StoreError && error.code === "unavailable";
  return isUnavailable
    ? new ConfigurationError(`${error.message}. What was done stays done: run this again.`)
    : error;
}
