/** Stores of each engine, for what has to come out alike on both. PostgreSQL's is one database a file, emptied each time. */
import { after } from "node:test";
import type { Store } from "@rolecall/store";
import { openPostgresStore } from "@rolecall/store/postgres";
import { openSqliteStore } from "@rolecall/store/sqlite";
import { createDatabase, stopTestServer } from "../../store/engines/postgres/server.test-support.ts";

export type Engine = "SQLite" | "PostgreSQL";

export const ENGINES: readonly Engine[] = ["SQLite", "PostgreSQL"];

/** Machines that run tests are busy. */
const PATIENCE_MS = 20_000;

let database: Promise<{ readonly url: string; drop(): Promise<void> }> | undefined;

/** Call it at the top of a file: what its tests opened ends with it. */
export function dropDatabaseAfterwards(): void {
  after(async () => {
    if (database === undefined) return;
    await (await database).drop();
    database = undefined;
    await stopTestServer();
  });
}

/** An empty store. Close it before the next is opened. */
export async function openStore(engine: Engine): Promise<Store> {
  if (engine === "SQLite") return openSqliteStore({ file: ":memory:" });
  database ??= createDatabase();
  const { url } = await database;
  const store = await openPostgresStore({ url, random: Math.random, patienceMs: PATIENCE_MS });
  await store.clear();
  return store;
}

/** How often a property is tried: each call of an operation goes over a socket, a few times, where the engine is PostgreSQL. */
export function runsOn(engine: Engine, runs: number): number {
  return engine === "SQLite" ? runs : Math.ceil(runs / 4);
}
