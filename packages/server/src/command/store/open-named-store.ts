import { existsSync } from "node:fs";
import type { Store } from "@rolecall/store";
import { databaseFile } from "../../installation/database-file.ts";
import { ENGINES } from "../../installation/engines.ts";
import { Mistake } from "../../mistake.ts";
import { readDatabase } from "../../read-database.ts";
import type { CommandIo } from "../command.ts";

/** A store as a command line names it. */
export interface NamedStore {
  readonly dataFolder: string;
  /** A PostgreSQL database instead. */
  readonly database: string | undefined;
}

/**
 * Opens the store of an installation, also while a server runs on it.
 * @throws Mistake where there is no installation, StoreError where it does not open
 */
export async function openNamedStore(
  { dataFolder, database }: NamedStore,
  { environment, stderr }: Pick<CommandIo, "environment" | "stderr">,
): Promise<Store> {
  const tell = (message: string) => void stderr.write(`${message}\n`);
  // Nothing is decided on what is not known to be the newest.
  const source = { randomNumber: Math.random, staleLimitMs: 0, tell };
  const named = readDatabase({ option: database, isEphemeral: false }, environment);
  if (named !== undefined)
    return ENGINES.postgres({ ...source, database: named.url, password: named.password });
  const file = databaseFile(dataFolder);
  if (!existsSync(file))
    throw new Mistake(
      `--data ${dataFolder}: there is no ${file}. Name the folder of an installation, or start one there.`,
    );
  return ENGINES.sqlite({ ...source, database: file, password: undefined });
}
