import { after } from "node:test";
import { type StoreUnderTest, storeConformance } from "../../conformance/index.ts";
import type { Store } from "../../src/store.ts";
import { loadPostgres, openPostgresStore } from "./index.ts";
import { createDatabase, stopTestServer } from "./server.test-support.ts";

/** Machines that run tests are busy, and the model asks a hundred things in one work. */
const PATIENCE_MS = 20_000;

storeConformance("PostgreSQL", inDatabase);
after(stopTestServer);

/** Databases that the tests before have done with, emptied: making one takes longer than most tests. */
const free: string[] = [];

async function inDatabase(): Promise<StoreUnderTest> {
  const url = free.pop() ?? (await createDatabase()).url;
  const opened: Store[] = [];
  const openAnother = async () => {
    const store = await openPostgresStore({ url, random: Math.random, patienceMs: PATIENCE_MS });
    opened.push(store);
    return store;
  };
  const dispose = async () => {
    for (const store of opened) await store.close();
    const last = await openPostgresStore({ url, random: Math.random, patienceMs: PATIENCE_MS });
    await last.clear();
    await last.close();
    free.push(url);
  };
  return {
    store: await openAnother(),
    openAnother,
    load: (options) => loadPostgres({ url, ...options }),
    dispose,
  };
}
