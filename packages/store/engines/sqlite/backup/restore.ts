/** A backup becomes a store again. */
import { copyFileSync, existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { StoreError } from "../../../src/errors.ts";
import { assertStore } from "../identity.ts";
import { isThereAlready, writeBeside } from "./beside.ts";
import { assertWhole } from "./wholeness.ts";

export interface RestoreOptions {
  /** The backup. */
  readonly from: string;
  /** Where the store is to be; nothing may be there. */
  readonly file: string;
  /** Tells this draft from another one beside the same file. */
  readonly name: string;
  /** Looks at the store before it gets its name. Where it throws, nothing is restored. */
  readonly examine: (draft: string) => Promise<void>;
}

/**
 * @throws StoreError "conflict" where something is there; "unavailable" where the backup is no store, is damaged or of a newer
 *   version. Then nothing is left
 */
export async function restoreSqlite({ from, file, name, examine }: RestoreOptions): Promise<void> {
  for (const end of ["", "-wal", "-journal"]) if (existsSync(file + end)) throw isThereAlready(file + end);
  await writeBeside(file, name, async (draft) => {
    try {
      copyFileSync(from, draft);
      lookOver(draft);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new StoreError("unavailable", `${from} cannot be restored: ${reason}`, { cause: error });
    }
    await examine(draft);
  });
}

function lookOver(draft: string): void {
  const database = new DatabaseSync(draft);
  try {
    assertStore(database);
    assertWhole(database);
  } finally {
    database.close();
  }
}
