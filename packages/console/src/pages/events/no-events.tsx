import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { formatDate } from "../../patterns/format-date.ts";
import type { TableAddress } from "../../patterns/table/table-address.ts";
import type { EventTab } from "./event-row.ts";
import type { EventPages } from "./use-event-pages.ts";

interface NoEventsProps {
  readonly address: TableAddress;
  readonly change: (change: Partial<TableAddress>) => void;
  readonly tab: EventTab;
  readonly pages: EventPages;
}

/** Nothing was found: whether all was looked at, and what can be done. */
export function NoEvents({ address, change, tab, pages }: NoEventsProps) {
  const isFiltered = address.query !== "" || address.filters.length > 0;
  const { page, hasMore, index, turnTo } = pages;
  const nothing = isFiltered ? "No match" : tab.nothing;
  return (
    <Box textAlign="center" padding="l">
      <SpaceBetween size="s">
        <div>
          <b>{hasMore ? `${nothing} so far` : nothing}</b>
          <div>
            {hasMore && page !== undefined
              ? `What was before ${formatDate(page.LookedBackTo)} was not looked at yet.`
              : "The whole time was looked through."}
          </div>
        </div>
        {hasMore && <Button onClick={() => turnTo(index + 1)}>Look further back</Button>}
        {isFiltered && <Button onClick={() => change({ query: "", filters: [] })}>Clear filter</Button>}
      </SpaceBetween>
    </Box>
  );
}
