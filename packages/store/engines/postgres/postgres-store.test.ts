import { after } from "node:test";
import { type StoreUnderTest, storeConformance } from "../../conformance/index.ts";
import type { Store } from "../../src/store.ts";
import { loadPostgres, openPostgresStore } from "./index.ts";
import { createDatabase, stopTestServer } from "./server.test-support.ts";

/** Machines that run tests are busy, and the model asks a hundred things in one work. */
const PATIENCE_MS = 20_000;

storeConformance("PostgreSQL", inDatabase);
after(async () => {
  for (const { store } of free) await store.close();
  await stopTestServer();
});

interface Database {
  readonly url: string;
  readonly store: Store;
}

/** Databases and stores that the tests before have done with, emptied: making either takes longer than most tests. */
const free: Database[] = [];

async function inDatabase(): Promise<StoreUnderTest> {
  const { url, store } = free.pop() ?? (await makeDatabase());
  const others: Store[] = [];
  // What a test listens to, or writes beside its store, the next one would hear of.
  let isReusable = true;
  const { subscribe } = store;
  store.subscribe = (listener) => {
    isReusable = false;
    return subscribe.call(store, listener);
  };
  const openAnother = async () => {
    isReusable = false;
    const other = await openStore(url);
    others.push(other);
    return other;
  };
  const load: StoreUnderTest["load"] = (options) => {
    isReusable = false;
    return loadPostgres({ url, ...options });
  };
  const dispose = async () => {
    store.subscribe = subscribe;
    // One that its test has closed cannot be cleared.
    if (isReusable && (await store.clear().then(...IS_DONE))) return void free.push({ url, store });
    for (const each of [store, ...others]) await each.close();
    const next = await openStore(url);
    await next.clear();
    free.push({ url, store: next });
  };
  return { store, openAnother, load, dispose };
}

const IS_DONE = [() => true, () => false] as const;

async function makeDatabase(): Promise<Database> {
  const { url } = await createDatabase();
  return { url, store: await openStore(url) };
}

function openStore(url: string): Promise<Store> {
  return openPostgresStore({ url, random: Math.random, patienceMs: PATIENCE_MS });
}
