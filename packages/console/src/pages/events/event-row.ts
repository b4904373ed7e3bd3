import type { ReadModelFilter } from "../../patterns/table/read-model.ts";
import type { OutputOf } from "../../session/call-operation.ts";

/** An event as SearchEvents answers it; the record that the log has is JSON in `CloudTrailEvent`. */
export type EventRow = OutputOf<"rolecall", "SearchEvents">["Events"][number];

/** What of the record is shown besides. */
export interface EventRecord {
  readonly requestID?: string;
  readonly userAgent?: string;
  readonly recipientAccountId?: string;
  readonly errorCode?: string;
  readonly errorMessage?: string;
  readonly awsRegion?: string;
  readonly userIdentity?: { readonly accessKeyId?: string };
  readonly additionalEventData?: { readonly policyLayer?: string; readonly authorizationId?: string };
}

export function recordOf({ CloudTrailEvent }: Pick<EventRow, "CloudTrailEvent">): EventRecord {
  return JSON.parse(CloudTrailEvent) as EventRecord;
}

export interface EventTab {
  readonly id: string;
  readonly label: string;
  readonly title: string;
  /** What is said where there are none. */
  readonly nothing: string;
  readonly filters: readonly ReadModelFilter[];
  /** The command that shows the same. */
  readonly cli: string;
}

const is = (Property: string, Value: string): ReadModelFilter => ({ Property, Operator: "=", Value });

/** The first is where nothing is said. */
export const TABS: readonly EventTab[] = [
  {
    id: "denied",
    label: "Denied",
    title: "Denied events",
    nothing: "Nothing was denied",
    filters: [is("Result", "Denied")],
    cli: "rolecall audit tail --denied",
  },
  {
    id: "changes",
    label: "Changes",
    title: "Changes",
    nothing: "Nothing was changed",
    filters: [is("ReadOnly", "false")],
    cli: "aws cloudtrail lookup-events --lookup-attributes AttributeKey=ReadOnly,AttributeValue=false",
  },
  {
    id: "all",
    label: "All",
    title: "All events",
    nothing: "No events",
    filters: [],
    cli: "aws cloudtrail lookup-events",
  },
];

/** How far back is looked, in hours. */
export const RANGES = [
  { value: "1", label: "Last hour" },
  { value: "24", label: "Last 24 hours" },
  { value: "168", label: "Last 7 days" },
  { value: "720", label: "Last 30 days" },
  { value: "2160", label: "Last 90 days" },
] as const;
export const DEFAULT_RANGE = "168";
