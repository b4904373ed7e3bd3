/** The tables that a version knows, whatever the engine. */
export interface Schema<Migration> {
  /** In order; the number of a migration is its place, counted from 1. */
  readonly migrations: readonly Migration[];
  /** Of each: the oldest version, by the number of migrations that it knows, that can work on what it leaves. */
  readonly compatibleFrom: readonly number[];
}

/**
 * Whether a version that knows so many migrations may work on a database.
 * @param number of the database's schema
 * @param compatibleFrom what the newer version that made it says; undefined where it says nothing
 * @throws Error in words, where it may not
 */
export function assertCompatible(
  known: number,
  { number, compatibleFrom }: { readonly number: number; readonly compatibleFrom: number | undefined },
): void {
  if (number <= known) return;
  if (compatibleFrom !== undefined && compatibleFrom <= known) return;
  throw new Error(`its schema is number ${number}, and this version knows ${known}: run a newer version`);
}
