/** Whether a file is a store, and of which version. */
import type { DatabaseSync } from "node:sqlite";
import { MIGRATIONS } from "./migrations/index.ts";

/**
 * "ROLC", by which a database of ours is told from anyone else's.
 * https://www.sqlite.org/pragma.html#pragma_application_id
 */
export const APPLICATION_ID = 0x524f_4c43;

/** Empty, or a store that this version can work on. @throws Error in words, where it is not */
export function assertOurs(database: DatabaseSync): void {
  const isEmpty = database.prepare("SELECT 1 FROM sqlite_schema LIMIT 1").get() === undefined;
  if (!isEmpty && pragma(database, "application_id") !== APPLICATION_ID) {
    throw new Error("it is a database of another program");
  }
  const number = schemaNumber(database);
  if (number > MIGRATIONS.length) {
    throw new Error(
      `its schema is number ${number}, and this version knows ${MIGRATIONS.length}: run a newer version`,
    );
  }
}

/** A store whose tables are those that this version knows. @throws Error in words, where it is not */
export function assertSameSchema(database: DatabaseSync): void {
  assertOurs(database);
  const number = schemaNumber(database);
  if (number === 0) throw new Error("it holds no store");
  if (number < MIGRATIONS.length) {
    throw new Error(
      `its schema is number ${number}, and this version's is ${MIGRATIONS.length}: start this version on it first`,
    );
  }
}

/** How many migrations it has seen. */
export function schemaNumber(database: DatabaseSync): number {
  return pragma(database, "user_version");
}

function pragma(database: DatabaseSync, name: "user_version" | "application_id"): number {
  return Number(database.prepare(`PRAGMA ${name}`).get()?.[name]);
}
