import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { ApiError } from "../../session/api-error.ts";
import type { TablePreferences } from "./preferences.ts";
import { type ReadModelAnswer, type ReadModelQuery, searchRows } from "./read-model.ts";
import type { TableAddress } from "./table-address.ts";
import type { TablePlan } from "./table-plan.ts";
import { type FirstRows, useFirstRows } from "./use-first-rows.ts";

const SLOW_MS = 5_000;
/** The very same each time, so that nothing is drawn anew while rows are awaited. */
const NO_ROWS: readonly never[] = [];

export interface Rows<Row> {
  readonly answer: ReadModelAnswer<Row> | undefined;
  /** The answer's rows, or those of them that are drawn first. */
  readonly drawn: FirstRows<Row>;
  readonly error: ApiError | null;
  readonly isLoading: boolean;
  readonly isAsking: boolean;
  readonly loadingText: string;
  readonly query: ReadModelQuery;
  readonly readAgain: () => void;
}

/** The rows that the address asks for. The older answer is shown until the newer is there, and dropped if it comes later. */
export function useRows<Row>(
  { model, noun, columns }: TablePlan<Row>,
  address: TableAddress,
  preferences: TablePreferences,
): Rows<Row> {
  const shown = preferences.contentDisplay.filter(({ visible }) => visible).map(({ id }) => id);
  const query = toQuery(
    address,
    preferences.pageSize,
    columns.map(({ id }) => id).filter((id) => shown.includes(id)),
  );
  const { data, error, isPending, isFetching, refetch } = useQuery<ReadModelAnswer<Row>, ApiError>({
    queryKey: ["rolecall", model, query],
    queryFn: ({ signal }) => searchRows<Row>(model, query, signal),
    placeholderData: keepPreviousData,
  });
  const isSlow = useIsSlow(isPending);
  const answer = error === null ? data : undefined;
  return {
    answer,
    drawn: useFirstRows(answer?.Rows ?? NO_ROWS),
    error,
    isLoading: isPending && error === null,
    isAsking: isFetching,
    loadingText: isSlow
      ? `Still loading ${noun.several}. Rolecall has not answered for 5 seconds.`
      : `Loading ${noun.several}`,
    query,
    readAgain: () => void refetch(),
  };
}

function toQuery(address: TableAddress, pageSize: number, columns: readonly string[]): ReadModelQuery {
  return {
    ...(address.query !== "" && { Query: address.query }),
    ...(address.filters.length > 0 && { Filters: address.filters }),
    ...(address.sortBy !== undefined && { SortBy: address.sortBy, Descending: address.isDescending }),
    Page: address.page,
    PageSize: pageSize,
    Columns: columns,
  };
}

function useIsSlow(isWaiting: boolean): boolean {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    setSlow(false);
    if (!isWaiting) return undefined;
    const timer = setTimeout(() => setSlow(true), SLOW_MS);
    return () => clearTimeout(timer);
  }, [isWaiting]);
  return isSlow;
}
