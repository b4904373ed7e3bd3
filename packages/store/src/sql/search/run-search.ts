/** What every search does: one statement finds, sorts, counts and cuts the page; another reads the rows of the page. */
import type { DocumentTest, SearchRequest } from "../../records/search.ts";
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

/** The document of a row, and what is asked of it. */
export interface AskedDocument extends DocumentTest {
  readonly column: ComposedSql;
}

/** @throws RangeError where a condition is none */
export async function runSearch<Property extends string, Row>(
  session: SqlSession,
  source: SearchSource<Property>,
  request: SearchRequest<Property, string>,
  document?: AskedDocument,
): Promise<Found<Row>> {
  const { ids, count } =
    document?.holds === undefined && document?.holdsText === undefined
      ? await findIds(session, source, request)
      : await findReading(session, source, request, document);
  if (ids.length === 0) return { rows: [], count };
  const { columns, from, id } = source;
  const rows = await session.search<Row & { readonly found_id: string }>(
    sql`select ${columns}, ${id} as "found_id" from ${from} where ${isOneOf(id, ids)}`,
  );
  const byId = new Map(rows.map((row) => [row.found_id, row]));
  return { rows: ids.map((each) => byId.get(each)!), count };
}

interface FoundIds {
  readonly ids: readonly string[];
  readonly count: number;
}

async function findIds<Property extends string>(
  session: SqlSession,
  source: SearchSource<Property>,
  request: SearchRequest<Property, string>,
): Promise<FoundIds> {
  const { from, id, scope } = source;
  const conditions = [scope, ...conditionsOf(source, request), ...textIn(source, request)];
  const matching = sql`from ${from} where ${joined(conditions, sql` and `)}`;
  // Of all rows an index knows the first without looking at the others, and how many there are.
  const counted = conditions.length === 1 ? sql`` : sql`, count(*) over () as "count"`;
  const page = await session.search<Partial<Count> & { readonly found_id: string }>(
    sql`select ${id} as "found_id"${counted} ${matching} order by ${orderBy(source, request)} limit ${request.limit} offset ${request.offset}`,
  );
  const count = Number(page[0]?.count ?? (await countAll(session, matching)));
  return { ids: page.map((row) => row.found_id), count };
}

/** Reads the documents of all rows for which the rest holds: how many rows an account may have is limited. */
async function findReading<Property extends string>(
  session: SqlSession,
  source: SearchSource<Property>,
  request: SearchRequest<Property, string>,
  { column, holds = () => true, holdsText = () => false }: AskedDocument,
): Promise<FoundIds> {
  const { from, id, scope } = source;
  const conditions = joined([scope, ...conditionsOf(source, request)], sql` and `);
  const [text = sql`1 = 1`] = textIn(source, request);
  type Read = { readonly found_id: string; readonly document: string; readonly has_text: number };
  const rows = await session.search<Read>(
    sql`select ${id} as "found_id", ${column} as "document", case when ${text} then 1 else 0 end as "has_text" from ${from} where ${conditions} order by ${orderBy(source, request)}`,
  );
  const ids = rows
    .filter((row) => (Number(row.has_text) === 1 || holdsText(row.document)) && holds(row.document))
    .map((row) => row.found_id);
  const { offset, limit } = request;
  return { ids: ids.slice(offset, offset + limit), count: ids.length };
}

function orderBy<Property extends string>(
  { searchables, tie }: SearchSource<Property>,
  { sortBy, isDescending }: SearchRequest<Property, string>,
): ComposedSql {
  const order = orderOf(searchables[sortBy]);
  return isDescending ? sql`${order} desc, ${tie}` : sql`${order}, ${tie}`;
}

async function countAll(session: SqlSession, matching: ComposedSql): Promise<Count["count"]> {
  const [counted] = await session.search<Count>(sql`select count(*) as "count" ${matching}`);
  return counted?.count ?? 0;
}

function conditionsOf<Property extends string>(
  { searchables }: SearchSource<Property>,
  { conditions }: SearchRequest<Property, string>,
): readonly ComposedSql[] {
  return conditions.map((condition) => conditionOf(searchables, condition));
}

/** One condition, where a text is looked for. */
function textIn<Property extends string>(
  { searchables }: SearchSource<Property>,
  { text }: SearchRequest<Property, string>,
): readonly ComposedSql[] {
  if (text === undefined) return [];
  const ways = text.properties.map((property) => containedIn(searchables[property], text.value));
  return [ways.length === 0 ? sql`1 = 0` : sql`(${joined(ways, sql` or `)})`];
}
