import type { Store } from "@rolecall/store";
import { openSqliteStore } from "@rolecall/store/sqlite";

type OpenStore = (database: string) => Promise<Store>;

/** How the store of each engine is opened. @throws StoreError where the database does not open. */
export const ENGINES: Readonly<Record<Store["engine"], OpenStore>> = {
  sqlite: (file) => openSqliteStore({ file }),
  // configuration.ts refuses it before, in words.
  postgres: () => Promise.reject(new Error("The engine postgres is not built.")),
};
