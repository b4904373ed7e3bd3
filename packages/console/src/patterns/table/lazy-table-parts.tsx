import { lazy, Suspense } from "react";
import { useIsDrawn } from "../../app/use-is-drawn.ts";
import type { TableFilterProps } from "./table-filter.tsx";
import type { TablePreferencesProps } from "./table-preferences.tsx";

const Filter = lazy(async () => ({ default: (await import("./table-filter.tsx")).TableFilter }));
const Preferences = lazy(async () => ({
  default: (await import("./table-preferences.tsx")).TablePreferencesButton,
}));

interface Waits {
  /** No rows are there yet, which these would hold up. */
  readonly isLoading: boolean;
}

/** The filter of a table, loaded behind its first rows: with what it is made of a page would be over its bar, and its files would stand before them. Its place is kept. */
export function TableFilter<Row>({ isLoading, ...props }: TableFilterProps<Row> & Waits) {
  const place = <div className="rc-table-filter" />;
  return useIsDrawn(isLoading) ? (
    <Suspense fallback={place}>
      <Filter {...(props as unknown as TableFilterProps<unknown>)} />
    </Suspense>
  ) : (
    place
  );
}

/** The button of a table's preferences, loaded as the filter is. */
export function TablePreferencesButton<Row>({ isLoading, ...props }: TablePreferencesProps<Row> & Waits) {
  const place = <span className="rc-table-preferences" />;
  return useIsDrawn(isLoading) ? (
    <Suspense fallback={place}>
      <Preferences {...(props as unknown as TablePreferencesProps<unknown>)} />
    </Suspense>
  ) : (
    place
  );
}
