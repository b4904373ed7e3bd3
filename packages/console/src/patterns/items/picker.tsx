import Pagination from "@cloudscape-design/components/pagination";
import type { TableProps } from "@cloudscape-design/components/table";
import TextFilter from "@cloudscape-design/components/text-filter";
import { type ReactNode, useState } from "react";
import { type Asked, ItemsTable } from "./items-table.tsx";

const PAGE_SIZE = 10;

interface PickerProps<Item> {
  readonly title: string;
  readonly what: string;
  readonly description?: ReactNode;
  readonly asked: Asked<readonly Item[]>;
  readonly columns: readonly TableProps.ColumnDefinition<Item>[];
  readonly keyOf: (item: Item) => string;
  /** What the filter looks in. */
  readonly textOf: (item: Item) => string;
  readonly nothing: ReactNode;
  readonly chosen: readonly Item[];
  readonly onChoose: (items: readonly Item[]) => void;
}

/** A list to choose from, ten at a time, with a filter. What is chosen stays chosen while the filter changes. */
export function Picker<Item>(props: PickerProps<Item>) {
  const { asked, textOf, what, chosen, keyOf, onChoose } = props;
  const [text, setText] = useState("");
  const [page, setPage] = useState(1);
  const wanted = text.trim().toLowerCase();
  const found = (asked.data ?? []).filter((item) => textOf(item).toLowerCase().includes(wanted));
  const shown = found.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
  const here = new Set(shown.map(keyOf));
  return (
    <ItemsTable<Item>
      {...props}
      level="h3"
      variant="embedded"
      shown={shown}
      // The table tells of its own page alone; what is chosen elsewhere stays.
      chosen={chosen}
      onChoose={(items) =>
        onChoose([
          ...chosen.filter((item) => !here.has(keyOf(item))),
          ...items.filter((item) => here.has(keyOf(item))),
        ])
      }
      nothing={asked.data?.length === 0 ? props.nothing : `No match: none of the ${what} has "${text}".`}
      filter={
        <TextFilter
          filteringText={text}
          filteringAriaLabel={`Find ${what}`}
          filteringPlaceholder={`Find ${what}`}
          filteringClearAriaLabel="Clear the filter"
          countText={`${found.length.toLocaleString("en")} found`}
          onChange={({ detail }) => {
            setText(detail.filteringText);
            setPage(1);
          }}
        />
      }
      pagination={
        <Pagination
          currentPageIndex={page}
          pagesCount={Math.max(1, Math.ceil(found.length / PAGE_SIZE))}
          onChange={({ detail }) => setPage(detail.currentPageIndex)}
          ariaLabels={{
            paginationLabel: `Pages of ${what}`,
            nextPageLabel: `Next page of ${what}`,
            previousPageLabel: `Previous page of ${what}`,
            pageLabel: (at) => `Page ${at} of ${what}`,
          }}
        />
      }
    />
  );
}
