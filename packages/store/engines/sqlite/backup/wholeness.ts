import type { DatabaseSync } from "node:sqlite";

/** What SQLite itself finds wrong with a file, a line each; nothing where it is whole. */
export function findDamage(database: DatabaseSync): readonly string[] {
  const found = database.prepare("PRAGMA integrity_check(100)").all();
  const damage = found.map((row) => String(row.integrity_check)).filter((line) => line !== "ok");
  const orphans = database.prepare('SELECT DISTINCT "table", parent FROM pragma_foreign_key_check').all();
  return [
    ...damage,
    ...orphans.map(({ table, parent }) => `rows of ${table} refer to what ${parent} does not hold`),
  ];
}

/** @throws Error in words, where something is wrong */
export function assertWhole(database: DatabaseSync): void {
  const [first, ...more] = findDamage(database);
  if (first === undefined) return;
  throw new Error(`it is damaged: ${first}${more.length > 0 ? `, and ${more.length} more` : ""}`);
}
