/** One moment of a file, for as long as its reader likes; whoever writes meanwhile is not held up. */
import { existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import type { Snapshot } from "../../../src/bulk/snapshot.ts";
import { StoreError } from "../../../src/errors.ts";
import { findDamage } from "../backup/wholeness.ts";
import { assertSameSchema } from "../identity.ts";
import { readerOf } from "./reader.ts";

/** @throws StoreError "unavailable" that names the file, where it is not there, is no store of this version, or cannot be read */
export async function openSqliteSnapshot({ file }: { readonly file: string }): Promise<Snapshot> {
  let database: DatabaseSync | undefined;
  try {
    if (!existsSync(file)) throw new Error("there is no such file");
    // Opened read-only, SQLite passes over CHECK constraints where it looks for damage.
    database = new DatabaseSync(file);
    database.exec("PRAGMA query_only = ON; BEGIN");
    assertSameSchema(database);
    const revision = Number(database.prepare("SELECT revision FROM feed").get()?.revision);
    const open = database;
    return {
      revision,
      ...readerOf(open),
      damage: async () => findDamage(open),
      close: async () => open.close(),
    };
  } catch (error) {
    database?.close();
    const reason = error instanceof Error ? error.message : String(error);
    throw new StoreError("unavailable", `cannot read the database ${file}: ${reason}`, { cause: error });
  }
}
