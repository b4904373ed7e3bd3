/** How any table is searched: docs/decisions/0053. */
import { refuseForbiddenSession } from "@rolecall/access";
import type { Call, Steps } from "@rolecall/operations";
import type { ReadTransaction, SearchRequest } from "@rolecall/store";
import { conditionsOf, filterOf, type SearchInput, sortOf, wantedColumns } from "./read-search.ts";
import {
  type ReadableColumns,
  readableColumns,
  type UnreadableColumn,
  unreadableOfRows,
} from "./readable-columns.ts";
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
export function searching<Found, Row extends object, Property extends string, Part extends string>(
  table: SearchTable<Found, Row, Property, Part>,
): Steps<SearchInput, SearchOutput<Row>, ReadTransaction, undefined, undefined> {
  const [service = "", operation = ""] = table.list.split(":");
  return {
    resolve({ caller }) {
      // Credentials that may not call the list may not read it here either.
      refuseForbiddenSession(caller, service, operation);
      return undefined;
    },
    requires: ({ caller }) => [{ action: table.list, resource: table.onList(caller.accountId) }],
    async perform({ call }) {
      const plan = planOf(table, call.input);
      const asked = [...plan.wanted, ...plan.deciding, ...plan.looked];
      const readable = await readableColumns(call, table, asked);
      for (const column of plan.deciding) {
        const refusal = readable.refusalOf(column);
        if (refusal !== undefined) throw refusal;
      }
      const columns = plan.wanted.filter((column) => readable.refusalOf(column) === undefined);
      const request = requestOf(call, table, { columns, readable });
      const { found, count } = await table.search(call.tx, call.caller.accountId, request);
      const unreadable = readable.unreadable([...new Set([...plan.wanted, ...plan.looked])]);
      const rows = await showRows(call, table, { columns, found });
      return { Rows: rows, Count: count, Columns: columns, UnreadableColumns: unreadable };
    },
  };
}

type AnyTable = Pick<
  SearchTable<never, unknown, string, string>,
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

interface Reading {
  readonly columns: readonly string[];
  readonly readable: ReadableColumns;
}

function requestOf<Property extends string, Part extends string>(
  { input, now }: Searching,
  table: Pick<SearchTable<never, unknown, Property, Part>, "columns" | "filters" | "sortedBy" | "texts">,
  { columns, readable }: Reading,
): SearchRequest<Property, Part> {
  const { Filters = [], Query = "", SortBy, Descending = false, Page, PageSize } = input;
  const looked = table.texts
    .map((name) => table.filters[name]!)
    .filter(({ column }) => readable.refusalOf(column) === undefined);
  const properties = looked.flatMap((filter) => (filter.kind === "text" ? [filter.property] : []));
  return {
    conditions: Filters.flatMap((each) => conditionsOf(filterOf(table, each), each, now)),
    text: Query === "" ? undefined : { value: Query, properties },
    sortBy: sortOf(table, SortBy).property,
    isDescending: Descending,
    offset: (Page - 1) * PageSize,
    limit: PageSize,
    parts: [...new Set(columns.flatMap((column) => table.columns[column]?.parts ?? []))],
  };
}

interface Showing<Found> {
  readonly columns: readonly string[];
  readonly found: readonly Found[];
}

async function showRows<Found, Row extends object>(
  call: Searching,
  table: Pick<SearchTable<Found, Row, string, string>, "columns" | "core" | "onRow">,
  { columns, found }: Showing<Found>,
): Promise<readonly Row[]> {
  const unreadable = await unreadableOfRows(call, table, columns, found);
  return found.map((each, place) => {
    const hidden = unreadable[place]!;
    const shown = columns.filter((column) => !hidden.has(column));
    const cells = shown.map((column) => table.columns[column]?.show?.(each, call.now));
    const more = hidden.size === 0 ? {} : { Unreadable: [...hidden] };
    return Object.assign({}, table.core(each), ...cells, more) as Row;
  });
}
