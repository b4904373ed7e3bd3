import { join } from "node:path";

/** The embedded store of a data folder. */
export function databaseFile(dataFolder: string): string {
  return join(dataFolder, "rolecall.db");
}
