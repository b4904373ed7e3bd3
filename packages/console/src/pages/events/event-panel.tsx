import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import SplitPanel from "@cloudscape-design/components/split-panel";
import { Copyable } from "../../patterns/copyable.tsx";
import { formatDate } from "../../patterns/format-date.ts";
import { type WordPart, Words } from "../../patterns/words.tsx";
import { type EventRow, recordOf } from "./event-row.ts";
import { whyEventHref } from "./why-event.ts";
import "./events.css";

/** One event: in words, its facts, and as the log has it. */
export function EventPanel({ row }: { readonly row: EventRow }) {
  const record = recordOf(row);
  const facts = [
    ["Time", formatDate(row.EventTime)],
    ["Principal", row.WhoArn],
    ["Access key ID", record.userIdentity?.accessKeyId],
    ["Source address", row.SourceAddress],
    ["Region", record.awsRegion],
    ["User agent", record.userAgent],
    ["Error", record.errorCode],
    ["Request id", record.requestID],
    ["Event id", row.EventId],
  ] as const;
  return (
    <SplitPanel
      header={`${row.Action} by ${row.Who}`}
      closeBehavior="hide"
      hidePreferencesButton
      i18nStrings={WORDS}
    >
      <SpaceBetween size="m">
        <Box>
          <Words parts={sentenceOf(row)} />
        </Box>
        {record.errorMessage !== undefined && <Box variant="code">{record.errorMessage}</Box>}
        {row.Result === "Denied" && <Button href={whyEventHref(row)}>Why?</Button>}
        <KeyValuePairs
          columns={2}
          items={facts.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value }]))}
        />
        <div className="rc-event-json">
          <Copyable text={JSON.stringify(record, undefined, 2)} what="event" isCode />
        </div>
      </SpaceBetween>
    </SplitPanel>
  );
}

const VERBS: Readonly<Record<string, string>> = {
  Allowed: " did ",
  Denied: " was not allowed to do ",
  Failed: " failed to do ",
};

function sentenceOf({
  Who,
  Action,
  Resource,
  Result,
  SourceAddress,
  EventTime,
}: EventRow): readonly (WordPart | string)[] {
  return [
    { text: Who, as: "strong" },
    VERBS[Result] ?? " did ",
    { text: Action, as: "code" },
    ...(Resource === undefined ? [] : [" on ", { text: Resource, as: "code" } as const]),
    ...(SourceAddress === undefined ? [] : [` from ${SourceAddress}`]),
    `, ${formatDate(EventTime)}.`,
  ];
}

const WORDS = {
  closeButtonAriaLabel: "Close the event",
  openButtonAriaLabel: "Open the event",
  resizeHandleAriaLabel: "Resize the panel",
  preferencesTitle: "Panel",
  preferencesPositionLabel: "Position",
  preferencesPositionDescription: "Where the panel is",
  preferencesPositionSide: "Side",
  preferencesPositionBottom: "Bottom",
  preferencesConfirm: "Confirm",
  preferencesCancel: "Cancel",
};
