import type { Store } from "@rolecall/store";
import { openSqliteStore } from "@rolecall/store/sqlite";

/** Where an engine finds the data, and what it has from outside. */
export interface DatabaseSource {
  /** Of sqlite a path, or ":memory:"; of postgres a URL. */
  readonly database: string;
  /** Of sqlite in memory: what it begins as. */
  readonly image?: Uint8Array | undefined;
  /** Of postgres the URL of a server that follows it. */
  readonly readDatabase?: string | undefined;
  /** For a URL without one. */
  readonly password: string | undefined;
  /** A fresh number from 0 to 1, excluding 1. */
  readonly randomNumber: () => number;
  /** For how long what is known is answered while every database is away; the engine's default where undefined. */
  readonly staleLimitMs: number | undefined;
  /** For who runs the program: that the database is away, and that it is back. */
  readonly tell: ((message: string) => void) | undefined;
}

type OpenStore = (source: DatabaseSource) => Promise<Store>;

/** How the store of each engine is opened. @throws StoreError where the database does not open. */
export const ENGINES: Readonly<Record<Store["engine"], OpenStore>> = {
  sqlite: ({ database, image, staleLimitMs }) =>
    openSqliteStore({ file: database, image, ...(staleLimitMs !== undefined && { staleLimitMs }) }),
  async postgres({ database, readDatabase, password, randomNumber, staleLimitMs, tell }) {
    // Loaded when asked for: a start on SQLite needs no driver.
    const { openPostgresStore } = await import("@rolecall/store/postgres");
    return openPostgresStore({
      url: database,
      readUrl: readDatabase,
      password,
      random: randomNumber,
      ...(staleLimitMs !== undefined && { staleLimitMs }),
      ...(tell !== undefined && { tell }),
    });
  },
};
