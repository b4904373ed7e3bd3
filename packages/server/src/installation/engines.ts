import type { Store } from "@rolecall/store";
import { openSqliteStore } from "@rolecall/store/sqlite";

/** Where an engine finds the data, and what it has from outside. */
export interface DatabaseSource {
  /** Of sqlite a path, or ":memory:"; of postgres a URL. */
  readonly database: string;
  /** For a URL without one. */
  readonly password: string | undefined;
  /** A fresh number from 0 to 1, excluding 1. */
  readonly randomNumber: () => number;
}

type OpenStore = (source: DatabaseSource) => Promise<Store>;

/** How the store of each engine is opened. @throws StoreError where the database does not open. */
export const ENGINES: Readonly<Record<Store["engine"], OpenStore>> = {
  sqlite: ({ database }) => openSqliteStore({ file: database }),
  async postgres({ database, password, randomNumber }) {
    // Loaded when asked for: a start on SQLite needs no driver.
    const { openPostgresStore } = await import("@rolecall/store/postgres");
    return openPostgresStore({ url: database, password, random: randomNumber });
  },
};
