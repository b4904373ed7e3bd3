import Table from "@cloudscape-design/components/table";
import { useMemo, useState } from "react";
import { Failed } from "../../patterns/failed.tsx";
import { TableFilter, TablePreferencesButton } from "../../patterns/table/lazy-table-parts.tsx";
import { type TablePreferences, usePreferences } from "../../patterns/table/preferences.ts";
import type { Column } from "../../patterns/table/table-plan.ts";
import { toColumnDefinition } from "../../patterns/table/to-column-definition.tsx";
import { useTableAddress } from "../../patterns/table/use-table-address.ts";
import { useSplitPanel } from "../../patterns/use-panels.ts";
import { EVENT_FILTERS, eventColumns } from "./event-columns.tsx";
import { EventPanel } from "./event-panel.tsx";
import type { EventRow, EventTab } from "./event-row.ts";
import { EventsHeader } from "./events-header.tsx";
import { NoEvents } from "./no-events.tsx";
import { PageTurner } from "./page-turner.tsx";
import { useEventPages } from "./use-event-pages.ts";
import type { EventQuestion } from "./use-events.ts";

interface EventsTableProps {
  readonly tab: EventTab;
  readonly range: string;
  readonly askedAt: string;
  readonly question: Omit<EventQuestion, "MaxResults">;
  readonly onReadAgain: () => void;
}

const NOUN = { one: "event", several: "events" };

/** The events of one question. */
export function EventsTable({ question: asked, ...given }: EventsTableProps) {
  const [opened, setOpened] = useState<{ readonly row: EventRow }>();
  useSplitPanel(useMemo(() => opened && <EventPanel row={opened.row} />, [opened]));
  const columns = useMemo(() => eventColumns((row) => setOpened({ row })), []);
  const [preferences, setPreferences] = usePreferences("events", defaultPreferences(columns));
  const [address, change] = useTableAddress();
  const question = { ...asked, MaxResults: preferences.pageSize };
  const pages = useEventPages(question);
  const { page, error } = pages;
  const isLoading = page === undefined && error === null;
  return (
    <Table<EventRow>
      variant="borderless"
      resizableColumns
      enableKeyboardNavigation
      trackBy="EventId"
      items={[...(page?.Events ?? [])]}
      loading={isLoading}
      loadingText="Loading events"
      columnDefinitions={columns.map((column) => toColumnDefinition(column, []))}
      columnDisplay={[...preferences.contentDisplay]}
      wrapLines={preferences.wrapLines}
      contentDensity={preferences.contentDensity}
      ariaLabels={{ tableLabel: "Audit events", resizerRoleDescription: "resize button" }}
      header={<EventsHeader {...given} question={question} columns={columns} pages={pages} />}
      filter={
        <TableFilter
          isLoading={isLoading}
          plan={{ noun: NOUN, filters: EVENT_FILTERS }}
          address={address}
          change={change}
          count={undefined}
        />
      }
      preferences={
        <TablePreferencesButton
          isLoading={isLoading}
          plan={{ noun: NOUN, columns }}
          preferences={preferences}
          onConfirm={setPreferences}
        />
      }
      pagination={<PageTurner pages={pages} />}
      empty={
        error === null ? (
          <NoEvents address={address} change={change} tab={given.tab} pages={pages} />
        ) : (
          <Failed what="The events could not be read." error={error} />
        )
      }
    />
  );
}

function defaultPreferences(columns: readonly Column<EventRow>[]): TablePreferences {
  return {
    pageSize: 50,
    wrapLines: false,
    contentDensity: "comfortable",
    contentDisplay: columns.map(({ id, isOptional = false }) => ({ id, visible: !isOptional })),
  };
}
