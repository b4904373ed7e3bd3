import { lazy, Suspense } from "react";
import type { TableFilterProps } from "./table-filter.tsx";
import type { TablePreferencesProps } from "./table-preferences.tsx";

const Filter = lazy(async () => ({ default: (await import("./table-filter.tsx")).TableFilter }));
const Preferences = lazy(async () => ({
  default: (await import("./table-preferences.tsx")).TablePreferencesButton,
}));

/** The filter of a table, loaded behind its first rows: with what it is made of a page would be over its bar. Its place is kept. */
export function TableFilter<Row>(props: TableFilterProps<Row>) {
  return (
    <Suspense fallback={<div className="rc-table-filter" />}>
      <Filter {...(props as unknown as TableFilterProps<unknown>)} />
    </Suspense>
  );
}

/** The button of a table's preferences, loaded as the filter is. */
export function TablePreferencesButton<Row>(props: TablePreferencesProps<Row>) {
  return (
    <Suspense fallback={<span className="rc-table-preferences" />}>
      <Preferences {...(props as unknown as TablePreferencesProps<unknown>)} />
    </Suspense>
  );
}
