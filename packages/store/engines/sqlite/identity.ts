/** Whether a file is a store, and of which version. */
import type { DatabaseSync } from "node:sqlite";
import { assertCompatible } from "../../src/migrations/schema.ts";
import { MIGRATIONS } from "./migrations/index.ts";

/**
 * "ROLC", by which a database of ours is told from anyone else's.
 * https://www.sqlite.org/pragma.html#pragma_application_id
 */
export const APPLICATION_ID = 0x524f_4c43;

/** Empty, or a store that this version can work on. @throws Error in words, where it is not */
export function assertOurs(database: DatabaseSync, known = MIGRATIONS.length): void {
  const isEmpty = database.prepare("SELECT 1 FROM sqlite_schema LIMIT 1").get() === undefined;
  if (!isEmpty && pragma(database, "application_id") !== APPLICATION_ID) {
    throw new Error("it is a database of another program");
  }
  const number = schemaNumber(database);
  if (number > known) assertCompatible(known, { number, compatibleFrom: readCompatibleFrom(database) });
}

/** Of a newer version's database; undefined where it does not say. */
function readCompatibleFrom(database: DatabaseSync): number | undefined {
  const hasIt = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'schema_compatibility'").get();
  if (hasIt === undefined) return undefined;
  const said = database
    .prepare("SELECT compatible_from FROM schema_compatibility WHERE number = ?")
    .get(schemaNumber(database));
  return said === undefined ? undefined : Number(said.compatible_from);
}

/** A store, of this version or an older one. @throws Error in words, where it is not */
export function assertStore(database: DatabaseSync): void {
  assertOurs(database);
  if (schemaNumber(database) === 0) throw new Error("it holds no store");
}

/** A store whose tables are those that this version knows. @throws Error in words, where it is not */
export function assertSameSchema(database: DatabaseSync): void {
  assertStore(database);
  const number = schemaNumber(database);
  if (number === MIGRATIONS.length) return;
  const what = number > MIGRATIONS.length ? "run a newer version" : "start this version on it first";
  throw new Error(`its schema is number ${number}, and this version's is ${MIGRATIONS.length}: ${what}`);
}

/** How many migrations it has seen. */
export function schemaNumber(database: DatabaseSync): number {
  return pragma(database, "user_version");
}

function pragma(database: DatabaseSync, name: "user_version" | "application_id"): number {
  return Number(database.prepare(`PRAGMA ${name}`).get()?.[name]);
}
