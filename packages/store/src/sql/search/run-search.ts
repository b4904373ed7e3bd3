/** What every search does: one statement finds, sorts, counts and cuts the page; another reads the rows of the page. */
import type { SearchRequest } from "../../records/search.ts";
import type { SqlSession } from "../session.ts";
import { type ComposedSql, joined, sql } from "./composed-sql.ts";
import { isOneOf } from "./of-each.ts";
import { conditionOf, containedIn, orderOf, type Searchables } from "./searchable.ts";

/** Where the rows of a search come from. */
export interface SearchSource<Property extends string> {
  readonly searchables: Searchables<Property>;
  /** Tables, with what they are joined by. */
  readonly from: ComposedSql;
  readonly id: ComposedSql;
  /** Which of their rows may be found at all. */
  readonly scope: ComposedSql;
  /** Breaks ties. */
  readonly tie: ComposedSql;
  /** Columns of a row, separated by commas. */
  readonly columns: ComposedSql;
}

interface Found<Row> {
  readonly rows: readonly Row[];
  readonly count: number;
}

type Count = { readonly count: number | bigint | string };

/** @throws RangeError where a condition is none */
export async function runSearch<Property extends string, Row>(
  session: SqlSession,
  source: SearchSource<Property>,
  request: SearchRequest<Property, string>,
): Promise<Found<Row>> {
  const { columns, from, id, tie, searchables } = source;
  const where = whereOf(source, request);
  const order = orderOf(searchables[request.sortBy]);
  const ordered = request.isDescending ? sql`${order} desc, ${tie}` : sql`${order}, ${tie}`;
  const matching = sql`from ${from} where ${where}`;
  const cut = sql`order by ${ordered} limit ${request.limit} offset ${request.offset}`;
  // Of all rows an index knows the first without looking at the others, and how many there are.
  const isAll = request.conditions.length === 0 && request.text === undefined;
  const counted = isAll ? sql`` : sql`, count(*) over () as "count"`;
  const page = await session.search<Partial<Count> & { readonly found_id: string }>(
    sql`select ${id} as "found_id"${counted} ${matching} ${cut}`,
  );
  const count = Number(page[0]?.count ?? (await countAll(session, matching)));
  if (page.length === 0) return { rows: [], count };
  const ids = page.map((row) => row.found_id);
  const rows = await session.search<Row & { readonly found_id: string }>(
    sql`select ${columns}, ${id} as "found_id" from ${from} where ${isOneOf(id, ids)}`,
  );
  const byId = new Map(rows.map((row) => [row.found_id, row]));
  return { rows: ids.map((each) => byId.get(each)!), count };
}

async function countAll(session: SqlSession, matching: ComposedSql): Promise<Count["count"]> {
  const [counted] = await session.search<Count>(sql`select count(*) as "count" ${matching}`);
  return counted?.count ?? 0;
}

function whereOf<Property extends string>(
  { searchables, scope }: SearchSource<Property>,
  { conditions, text }: SearchRequest<Property, string>,
): ComposedSql {
  const all = conditions.map((condition) => conditionOf(searchables, condition));
  if (text !== undefined) {
    const ways = text.properties.map((property) => containedIn(searchables[property], text.value));
    all.push(ways.length === 0 ? sql`1 = 0` : sql`(${joined(ways, sql` or `)})`);
  }
  return joined([scope, ...all], sql` and `);
}
