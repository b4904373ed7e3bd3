/** What belongs to the rows of a page, for all of them at once: a statement a kind of thing, never one a row. */
import type { SqlSession } from "../session.ts";
import { type ComposedSql, joined, sql } from "./composed-sql.ts";

/** How many a statement may ask for; it asks for one of these numbers, so that there are few statements. */
const SIZES = [1, 10, 50, 100] as const;
const LARGEST = 100;

/** @param owned such as sql`"memberships"."user_id"` */
export function isOneOf(owned: ComposedSql, ids: readonly string[]): ComposedSql {
  const size = SIZES.find((each) => each >= ids.length) ?? LARGEST;
  if (ids.length === 0 || ids.length > LARGEST)
    throw new RangeError(`1 to ${LARGEST} ids, not ${ids.length}`);
  const filled = Array.from({ length: size }, (_, place) => sql`${ids[place] ?? ids[0]!}`);
  return sql`${owned} in (${joined(filled, sql`, `)})`;
}

/** Rows by their owner, in the order in which they come; nothing is asked where there are no owners. */
export async function rowsOfEach<Row extends { readonly owner: string }>(
  session: SqlSession,
  owners: readonly string[],
  statement: (owners: readonly string[]) => ComposedSql,
): Promise<ReadonlyMap<string, readonly Row[]>> {
  if (owners.length === 0) return new Map();
  return Map.groupBy(await session.search<Row>(statement(owners)), ({ owner }) => owner);
}
