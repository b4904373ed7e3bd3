/** How any table is searched: docs/decisions/0053. */
import { refuseForbiddenSession } from "@rolecall/access";
import type { Call, Steps } from "@rolecall/operations";
import type { DocumentTest, ReadTransaction, SearchRequest } from "@rolecall/store";
import { filterOf, readFilter, sortOf, wantedColumns } from "./read-search.ts";
import {
  type ReadableColumns,
  readableColumns,
  type UnreadableColumn,
  unreadableOfRows,
} from "./readable-columns.ts";
import type { SearchInput } from "./search-input.ts";
import type { SearchTable } from "./search-table.ts";

interface SearchOutput<Row> {
  readonly Rows: readonly Row[];
  readonly Count: number;
  /** Those that were read. */
  readonly Columns: readonly string[];
  readonly UnreadableColumns: readonly UnreadableColumn[];
}

type Searching = Call<SearchInput, ReadTransaction>;

/** What was asked for, by the names of the table. */
interface Plan {
  readonly wanted: readonly string[];
  /** What rows are filtered and sorted by. */
  readonly deciding: readonly string[];
  /** What the Query looks in. */
  readonly looked: readonly string[];
}

/**
 * The steps of a search. It takes the permission of the list, and shows what of the columns the caller may read.
 * @throws ValidationException, or AccessDenied: of the list; of a column that rows are to be filtered or sorted by, for which rows there
 *   are would tell it
 */
export function searching<
  Found,
  Row extends object,
  Property extends string,
  Part extends string,
  Learned = undefined,
>(
  table: SearchTable<Found, Row, Property, Part, Learned>,
): Steps<SearchInput, SearchOutput<Row>, ReadTransaction, undefined, void> {
  const [service = "", operation = ""] = table.list.split(":");
  return {
    ...(table.prepare !== undefined && { prepare: table.prepare }),
    resolve({ caller }) {
      // Credentials that may not call the list may not read it here either.
      refuseForbiddenSession(caller, service, operation);
      return undefined;
    },
    requires: ({ caller }) => [{ ...table.onList(caller.accountId), action: table.list }],
    async perform({ call }) {
      const plan = planOf(table, call.input);
      const deciding = [...plan.deciding, ...plan.looked];
      const readable = await readableColumns(call, table, { shown: plan.wanted, deciding });
      for (const column of plan.deciding) {
        const refusal = readable.refusalOf(column);
        if (refusal !== undefined) throw refusal.error;
      }
      const columns = plan.wanted.filter((column) => readable.refusalOf(column) === undefined);
      const isLearning = table.learnsFor?.some((column) => [...columns, ...plan.deciding].includes(column));
      const learned = (isLearning ? await table.learn?.(call) : undefined) as Learned;
      const { request, document } = questionOf(call, table, { columns, readable, learned });
      const { found, count } = await table.search(call, request, document);
      const unreadable = readable.unreadable([...new Set([...plan.wanted, ...plan.looked])]);
      const rows = await showRows(call, table, { columns, found, learned });
      return { Rows: rows, Count: count, Columns: columns, UnreadableColumns: unreadable };
    },
  };
}

type AnyTable<Property extends string = string, Part extends string = string, Learned = never> = Pick<
  SearchTable<never, unknown, Property, Part, Learned>,
  "columns" | "filters" | "sortedBy" | "texts"
>;

function planOf(table: AnyTable, { Columns, Filters = [], SortBy, Query = "" }: SearchInput): Plan {
  const filtered = Filters.map((each) => filterOf(table, each).column);
  const looked = Query === "" ? [] : table.texts.map((name) => table.filters[name]!.column);
  return {
    wanted: wantedColumns(table, Columns),
    deciding: [...filtered, sortOf(table, SortBy).column],
    looked,
  };
}

interface Reading<Learned> {
  readonly columns: readonly string[];
  readonly readable: ReadableColumns;
  readonly learned: Learned;
}

interface Question<Property extends string, Part extends string> {
  readonly request: SearchRequest<Property, Part>;
  readonly document: DocumentTest;
}

function questionOf<Property extends string, Part extends string, Learned>(
  { input, now }: Searching,
  table: AnyTable<Property, Part, Learned>,
  { columns, readable, learned }: Reading<Learned>,
): Question<Property, Part> {
  const { Filters = [], Query = "", SortBy, Descending = false, Page, PageSize } = input;
  const filters = Filters.map((each) => readFilter(filterOf(table, each), each, now));
  const tests = filters.flatMap(({ document }) => (document === undefined ? [] : [document]));
  const looked = lookedIn(table, readable, Query);
  const request = {
    conditions: filters.flatMap(({ conditions = [] }) => conditions),
    text: Query === "" ? undefined : { value: Query, properties: looked.properties },
    sortBy: sortOf(table, SortBy).property,
    isDescending: Descending,
    offset: (Page - 1) * PageSize,
    limit: PageSize,
    parts: [...new Set(columns.flatMap((column) => table.columns[column]?.parts ?? []))],
  };
  const document = {
    ...(tests.length > 0 && { holds: (text: string) => tests.every((test) => test(text, learned)) }),
    ...(looked.document !== undefined && { holdsText: looked.document }),
  };
  return { request, document };
}

/** What of the texts may be read: properties of the store, and the documents. */
function lookedIn<Property extends string, Learned>(
  { texts, filters }: AnyTable<Property, string, Learned>,
  readable: ReadableColumns,
  query: string,
) {
  const properties: Property[] = [];
  let document: ((text: string) => boolean) | undefined;
  for (const name of query === "" ? [] : texts) {
    const filter = filters[name]!;
    if (readable.refusalOf(filter.column) !== undefined) continue;
    if (filter.kind === "text" || filter.kind === "action") properties.push(filter.property);
    if (filter.kind === "document")
      document = readFilter(filter, { Property: name, Operator: ":", Value: query }, 0)
        .document as typeof document;
  }
  return { properties, document };
}

interface Showing<Found, Learned> {
  readonly columns: readonly string[];
  readonly found: readonly Found[];
  readonly learned: Learned;
}

async function showRows<Found, Row extends object, Learned>(
  call: Searching,
  table: Pick<SearchTable<Found, Row, string, string, Learned>, "columns" | "core" | "onRow">,
  { columns, found, learned }: Showing<Found, Learned>,
): Promise<readonly Row[]> {
  const unreadable = await unreadableOfRows(call, table, columns, found);
  return found.map((each, place) => {
    const hidden = unreadable[place]!;
    const shown = columns.filter((column) => !hidden.has(column));
    const cells = shown.map((column) => table.columns[column]?.show?.(each, call.now, learned));
    const more = hidden.size === 0 ? {} : { Unreadable: [...hidden] };
    return Object.assign({}, table.core(each), ...cells, more) as Row;
  });
}
