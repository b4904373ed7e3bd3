import { after } from "node:test";
import { type StoreUnderTest, storeConformance } from "../../conformance/index.ts";
import { ALL_TABLES } from "../../src/sql/tables.ts";
import type { Store } from "../../src/store.ts";
import { loadPostgres, openPostgresStore } from "./index.ts";
import { administer, createDatabase, stopTestServer } from "./server.test-support.ts";

/** Machines that run tests are busy, and the model asks a hundred things in one work. */
const PATIENCE_MS = 20_000;

storeConformance("PostgreSQL", inDatabase);
after(async () => {
  for (const { store } of free) await store?.close();
  await stopTestServer();
});

/** In one go of one connection. */
const EMPTY = ALL_TABLES.toReversed()
  .map(({ name }) => `delete from ${name}`)
  .join(";");

interface Database {
  readonly url: string;
  /** Of the test before, where that had no other, left it open and listens no more: its ten connections take longer than most tests. */
  readonly store: Store | undefined;
}

/** Databases that the tests before have done with, emptied: making one takes longer than most tests. */
const free: Database[] = [];

async function inDatabase(): Promise<StoreUnderTest> {
  const { url, store } = free.pop() ?? { ...(await createDatabase()), store: undefined };
  const opened: Store[] = [];
  const openAnother = async () => {
    const another = await openPostgresStore({ url, random: Math.random, patienceMs: PATIENCE_MS });
    opened.push(another);
    return another;
  };
  const first = store ?? (await openAnother());
  let isKept = true;
  const { subscribe } = first;
  first.subscribe = (listener) => {
    isKept = false;
    return subscribe.call(first, listener);
  };
  const dispose = async () => {
    first.subscribe = subscribe;
    const isAlone = isKept && opened.every((each) => each === first);
    const isClear = isAlone && (await first.clear().then(...IS_DONE));
    if (!isClear) {
      for (const each of new Set([first, ...opened])) await each.close();
      await administer(url, EMPTY);
    }
    free.push({ url, store: isClear ? first : undefined });
  };
  const load: StoreUnderTest["load"] = (options) => {
    isKept = false;
    return loadPostgres({ url, ...options });
  };
  return { store: first, openAnother, load, dispose };
}

const IS_DONE = [() => true, () => false] as const;
