import Tabs from "@cloudscape-design/components/tabs";
import { useState } from "react";
import { useSearch } from "../../app/address.ts";
import { readClock } from "../../app/surroundings.ts";
import { PageContent } from "../../patterns/page-content.tsx";
import { readTableAddress } from "../../patterns/table/table-address.ts";
import { useTab } from "../../patterns/use-tab.ts";
import { DEFAULT_RANGE, type EventTab, RANGES, TABS } from "./event-row.ts";
import { EventsTable } from "./events-table.tsx";

const HOUR_MS = 3_600_000;

/** What was done in the account, by whom, and what was denied. */
export function EventsPage() {
  const [open, show] = useTab(TABS.map(({ id }) => id));
  return (
    <PageContent
      title="Audit events"
      description="Every request that somebody of this account has sent, and how it ended. They reach back 90 days at most."
    >
      <Tabs
        activeTabId={open}
        onChange={({ detail }) => show(detail.activeTabId)}
        tabs={TABS.map((tab) => ({
          id: tab.id,
          label: tab.label,
          content: <Asked tab={tab} isOpen={tab.id === open} />,
        }))}
        ariaLabel="Which events"
      />
    </PageContent>
  );
}

/** A question, made of the tab and the address; a changed one begins at its first page. */
function Asked({ tab, isOpen }: { readonly tab: EventTab; readonly isOpen: boolean }) {
  const search = useSearch();
  const [askedMs, setAskedMs] = useState(readClock);
  if (!isOpen) return null;
  const { query, filters } = readTableAddress(search);
  const asked = new URLSearchParams(search).get("range");
  const range = RANGES.find(({ value }) => value === asked)?.value ?? DEFAULT_RANGE;
  return (
    <EventsTable
      tab={tab}
      range={range}
      askedAt={new Date(askedMs).toISOString()}
      question={{
        ...(query !== "" && { Query: query }),
        Filters: [...tab.filters, ...filters],
        StartTime: new Date(askedMs - Number(range) * HOUR_MS).toISOString(),
      }}
      onReadAgain={() => setAskedMs(readClock())}
    />
  );
}
