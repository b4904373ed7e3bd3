/** What a server keeps of denials, as its database tells. */
import { DatabaseSync } from "node:sqlite";

export interface Kept {
  readonly denials: number;
  readonly documents: number;
  /** As Rolecall counts them, documents too. */
  readonly countedBytes: number;
  /** Pages of both tables and of their indexes. */
  readonly pageBytes: number;
}

/** @param file a database that a server writes to */
export function readKept(file: string): Kept {
  const database = new DatabaseSync(file, { readOnly: true });
  const one = (sql: string) => Number(database.prepare(sql).get()?.figure ?? 0);
  try {
    return {
      denials: one("SELECT count(*) AS figure FROM denials"),
      documents: one("SELECT count(*) AS figure FROM denied_policies"),
      countedBytes: one("SELECT coalesce(sum(bytes), 0) AS figure FROM denials"),
      pageBytes: one(
        "SELECT sum(pgsize) AS figure FROM dbstat WHERE name IN (SELECT name FROM sqlite_schema WHERE tbl_name IN ('denials', 'denied_policies'))",
      ),
    };
  } finally {
    database.close();
  }
}
