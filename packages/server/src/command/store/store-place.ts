import type { LoadOptions, LoadReport, Snapshot } from "@rolecall/store/bulk";
import { loadSqlite, openSqliteSnapshot } from "@rolecall/store/sqlite";
import { Mistake } from "../../mistake.ts";

/** A store that a command line names. */
export interface StorePlace {
  readonly openSnapshot: () => Promise<Snapshot>;
  readonly load: (options: LoadOptions) => Promise<LoadReport>;
}

const SQLITE = "sqlite:";

/**
 * `sqlite:FILE` or `postgres://USER@HOST:PORT/DATABASE`.
 * @param option for the mistake; a URL may hold a password and is never repeated
 * @param password for a URL without one
 * @throws Mistake where it is neither
 */
export function parseStorePlace(option: string, url: string, password: string | undefined): StorePlace {
  if (url.startsWith(SQLITE)) return inFile(option, url.slice(SQLITE.length));
  if (/^postgres(?:ql)?:\/\//.test(url)) return inDatabase(url, password);
  throw new Mistake(`${option}: it is neither sqlite:FILE nor postgres://USER@HOST:PORT/DATABASE.`);
}

function inFile(option: string, file: string): StorePlace {
  if (file === "" || file === ":memory:")
    throw new Mistake(`${option}: name a file, as in sqlite:data/rolecall.db.`);
  return {
    openSnapshot: () => openSqliteSnapshot({ file }),
    load: (options) => loadSqlite({ file, ...options }),
  };
}

/** Loaded when asked for: SQLite needs no driver. */
function inDatabase(url: string, password: string | undefined): StorePlace {
  return {
    openSnapshot: async () =>
      (await import("@rolecall/store/postgres")).openPostgresSnapshot({ url, password }),
    load: async (options) =>
      (await import("@rolecall/store/postgres")).loadPostgres({ url, password, ...options }),
  };
}
