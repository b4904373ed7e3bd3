import type { Revision } from "../records/identifier.ts";

/**
 * At most `limit` rows, in whole revisions; a first revision that is longer than the limit comes whole all the same.
 * @param rows in order, and more than the limit where there are more
 */
export function cutAtRevision<Row extends { readonly revision: Revision }>(
  rows: readonly Row[],
  limit: number,
): readonly Row[] {
  const next = rows[limit];
  if (next === undefined) return rows;
  const whole = rows.slice(0, limit).filter((row) => row.revision < next.revision);
  return whole.length > 0 ? whole : rows.filter((row) => row.revision === next.revision);
}
