import { request } from "../../session/request.ts";

/** The read models of service `rolecall`: a table's rows in one call, filtered, sorted and counted on the server. */
export type ReadModel = "SearchUsers" | "SearchRoles" | "SearchGroups" | "SearchPolicies" | "SearchAccounts";

export interface ReadModelFilter {
  readonly Property: string;
  readonly Operator: "=" | "!=" | ":" | "!:" | "<" | ">";
  readonly Value: string;
}

export interface ReadModelQuery {
  readonly Query?: string;
  readonly Filters?: readonly ReadModelFilter[];
  readonly SortBy?: string;
  readonly Descending?: boolean;
  /** From 1. */
  readonly Page: number;
  /** 100 at most. */
  readonly PageSize: number;
  readonly Columns?: readonly string[];
}

export interface ReadModelAnswer<Row> {
  readonly Rows: readonly Row[];
  readonly Count: number;
  readonly UnreadableColumns: readonly UnreadableColumn[];
}

/** A column that stands for a permission that the reader lacks. */
export interface UnreadableColumn {
  readonly Column: string;
  readonly Action: string;
  readonly Message: string;
}

/** Whether the reader may not see a column of this one row, because a policy denies it there. */
export function isUnreadable(row: unknown, column: string): boolean {
  const { Unreadable: columns } = row as { readonly Unreadable?: readonly string[] };
  return columns?.includes(column) ?? false;
}

/** Asks a read model. @throws ApiError; denied as its List operation is. */
export function searchRows<Row>(
  model: ReadModel,
  query: ReadModelQuery,
  signal?: AbortSignal,
): Promise<ReadModelAnswer<Row>> {
  return request(`/api/rolecall/${model}`, { method: "POST", body: query, signal });
}
