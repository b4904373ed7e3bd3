import Button from "@cloudscape-design/components/button";
import Link from "@cloudscape-design/components/link";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { formatDate } from "../../patterns/format-date.ts";
import type { Column, FilterProperty } from "../../patterns/table/table-plan.ts";
import { type EventRow, recordOf } from "./event-row.ts";
import { whyEventHref } from "./why-event.ts";

const TYPES = { Allowed: "success", Denied: "error", Failed: "warning" } as const;

/** How it ended, by sign and word; of a denial with the way to its reason. */
function ResultCell({ row }: { readonly row: EventRow }) {
  const type = TYPES[row.Result as keyof typeof TYPES] ?? "info";
  return (
    <>
      <StatusIndicator type={type}>{row.Result}</StatusIndicator>
      {row.Result === "Denied" && (
        <>
          {" "}
          <Link href={whyEventHref(row)}>
            Why?<span className="sr">{` ${row.Who}, ${row.Action}`}</span>
          </Link>
        </>
      )}
    </>
  );
}

const oneLine = (text: string) => (
  <span className="rc-one-line" title={text}>
    {text}
  </span>
);

/** @param onOpen shows all of an event beside the table */
export function eventColumns(onOpen: (row: EventRow) => void): readonly Column<EventRow>[] {
  return [
    {
      id: "EventTime",
      header: "Time",
      minWidth: 190,
      cell: (row) => (
        <Button variant="inline-link" onClick={() => onOpen(row)}>
          {formatDate(row.EventTime)}
          <span className="sr">{`, ${row.Who}, ${row.Action}`}</span>
        </Button>
      ),
      text: ({ EventTime }) => EventTime,
    },
    { id: "Who", header: "Who", minWidth: 140, cell: ({ Who }) => oneLine(Who), text: ({ Who }) => Who },
    {
      id: "Action",
      header: "Action",
      minWidth: 180,
      cell: ({ Action }) => oneLine(Action),
      text: ({ Action }) => Action,
    },
    {
      id: "Resource",
      header: "Resource",
      minWidth: 160,
      cell: ({ Resource = "–" }) => oneLine(Resource),
      text: ({ Resource = "" }) => Resource,
    },
    {
      id: "Result",
      header: "Result",
      minWidth: 150,
      cell: (row) => <ResultCell row={row} />,
      text: ({ Result }) => Result,
    },
    {
      id: "SourceAddress",
      header: "Source address",
      minWidth: 130,
      cell: ({ SourceAddress = "–" }) => SourceAddress,
      text: ({ SourceAddress = "" }) => SourceAddress,
    },
    ofRecord("Account", "Account", ({ recipientAccountId }) => recipientAccountId),
    ofRecord("RequestId", "Request id", ({ requestID }) => requestID),
    ofRecord("UserAgent", "User agent", ({ userAgent }) => userAgent),
  ];
}

/** A column that is not shown until somebody chooses it. */
function ofRecord(
  id: string,
  header: string,
  read: (record: ReturnType<typeof recordOf>) => string | undefined,
): Column<EventRow> {
  return {
    id,
    header,
    minWidth: 150,
    isOptional: true,
    cell: (row) => oneLine(read(recordOf(row)) ?? "–"),
    text: (row) => read(recordOf(row)) ?? "",
  };
}

export const EVENT_FILTERS: readonly FilterProperty[] = [
  { key: "Who", label: "Who", groupLabel: "Names and ARNs" },
  { key: "Action", label: "Action", groupLabel: "Actions" },
  { key: "Resource", label: "Resource", groupLabel: "Resources" },
  {
    key: "Result",
    label: "Result",
    groupLabel: "Results",
    operators: ["=", "!="],
    options: ["Allowed", "Denied", "Failed"].map((value) => ({ value, label: value })),
  },
  { key: "SourceAddress", label: "Source address", groupLabel: "Addresses" },
  { key: "AccessKeyId", label: "Access key ID", groupLabel: "Access keys", operators: ["=", "!="] },
  { key: "RequestId", label: "Request id", groupLabel: "Requests", operators: ["="] },
  { key: "EventId", label: "Event id", groupLabel: "Events", operators: ["="] },
];
