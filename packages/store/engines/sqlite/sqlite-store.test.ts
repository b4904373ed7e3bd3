import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type StoreUnderTest, storeConformance } from "../../conformance/index.ts";
import type { Store } from "../../src/store.ts";
import { loadSqlite, openSqliteStore } from "./index.ts";

storeConformance("SQLite in a file", inFile);
storeConformance("SQLite in memory", inMemory, {
  exceptions: {
    nodes: "a database in memory belongs to one connection",
    loading: "a database in memory belongs to one connection",
  },
});

async function inFile(): Promise<StoreUnderTest> {
  const folder = await mkdtemp(join(tmpdir(), "rolecall-store-"));
  const file = join(folder, "store.db");
  const opened: Store[] = [];
  const openAnother = async () => {
    const store = await openSqliteStore({ file });
    opened.push(store);
    return store;
  };
  const dispose = async () => {
    for (const store of opened) await store.close();
    await rm(folder, { recursive: true });
  };
  return {
    store: await openAnother(),
    openAnother,
    load: (options) => loadSqlite({ file, ...options }),
    dispose,
  };
}

async function inMemory(): Promise<StoreUnderTest> {
  const store = await openSqliteStore({ file: ":memory:" });
  const refuse = () => Promise.reject(new Error("a database in memory belongs to one connection"));
  return { store, openAnother: refuse, load: refuse, dispose: () => store.close() };
}
