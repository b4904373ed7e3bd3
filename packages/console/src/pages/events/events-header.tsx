import Button from "@cloudscape-design/components/button";
import ButtonDropdown from "@cloudscape-design/components/button-dropdown";
import Header from "@cloudscape-design/components/header";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { navigate } from "../../app/address.ts";
import { flashes } from "../../app/flashes.ts";
import { ShowAsCli } from "../../patterns/show-as-cli.tsx";
import type { Column } from "../../patterns/table/table-plan.ts";
import { type EventRow, type EventTab, RANGES } from "./event-row.ts";
import type { EventPages } from "./use-event-pages.ts";
import { type EventQuestion, useNewEvents } from "./use-events.ts";

interface EventsHeaderProps {
  readonly tab: EventTab;
  readonly range: string;
  readonly askedAt: string;
  readonly question: EventQuestion;
  readonly columns: readonly Column<EventRow>[];
  readonly pages: EventPages;
  readonly onReadAgain: () => void;
}

/** Which events these are, how far back, and what is new. */
export function EventsHeader({ tab, question, columns, ...props }: EventsHeaderProps) {
  const { range, askedAt, pages, onReadAgain } = props;
  const [isCliShown, setCliShown] = useState(false);
  const newEvents = useNewEvents(question, askedAt, pages.first?.Events);
  return (
    <>
      <Header
        variant="h2"
        actions={
          <SpaceBetween size="xs" direction="horizontal">
            <span role="status">
              {newEvents !== undefined && <Button onClick={onReadAgain}>{`Show ${newEvents}`}</Button>}
            </span>
            <Select
              ariaLabel="How far back"
              selectedOption={RANGES.find(({ value }) => value === range) ?? null}
              options={[...RANGES]}
              onChange={({ detail }) => showRange(detail.selectedOption.value)}
            />
            <Button
              iconName="refresh"
              ariaLabel="Read again"
              loading={pages.isAsking}
              onClick={onReadAgain}
            />
            <ButtonDropdown
              items={[
                { id: "cli", text: "Show as command" },
                { id: "csv", text: "Download as CSV" },
              ]}
              onItemClick={({ detail }) => {
                if (detail.id === "cli") setCliShown(true);
                else void download(question, columns);
              }}
            >
              Actions
            </ButtonDropdown>
          </SpaceBetween>
        }
      >
        {tab.title}
      </Header>
      <ShowAsCli command={tab.cli} isShown={isCliShown} onClose={() => setCliShown(false)} />
    </>
  );
}

function showRange(range: string | undefined): void {
  const params = new URLSearchParams(location.search);
  params.set("range", range ?? "");
  navigate(`?${params}`, { replace: true });
}

async function download(question: EventQuestion, columns: readonly Column<EventRow>[]): Promise<void> {
  try {
    const { downloadEvents } = await import("./download-events.ts");
    const hasMore = await downloadEvents(question, columns);
    if (hasMore)
      flashes.show({ type: "info", content: "The file holds the newest 1,000 events. There are more." });
  } catch (error) {
    const why = error instanceof Error ? error.message : "";
    flashes.show({ type: "error", content: `The events could not be read. ${why}` });
  }
}
