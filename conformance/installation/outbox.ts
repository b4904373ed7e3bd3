import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { TestInstallation } from "./installation.ts";

/** The part of a letter that stories look at. */
export interface SentLetter {
  readonly channel: string;
  readonly to: string;
  readonly text: string;
}

/** What an installation has put into the folder of its outbox, the newest last. */
export function readOutbox({ dataFolder }: Pick<TestInstallation, "dataFolder">): readonly SentLetter[] {
  const folder = join(dataFolder, "outbox");
  return (existsSync(folder) ? readdirSync(folder) : [])
    .toSorted()
    .map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")) as SentLetter);
}
