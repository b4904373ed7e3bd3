/** Searches of the audit log: what CloudTrail's LookupEvents cannot be asked. What filters there are is told in docs/console.md. */
import { listOf, type ModelFamily, operation, structure } from "./model-family.ts";

export const eventFamily: ModelFamily = {
  operations: Object.fromEntries([operation("SearchEvents")]),
  shapes: {
    EventToken: { type: "string", min: 1, max: 65_536 },
    SearchEventsRequest: structure(
      {
        Query: "SearchText",
        Filters: "SearchFilters",
        StartTime: "Timestamp",
        EndTime: "Timestamp",
        MaxResults: "RowsOfPage",
        NextToken: "EventToken",
      },
      ["MaxResults"],
    ),
    /** Result: Allowed, Denied, Failed. */
    FoundEvent: structure(
      {
        EventId: "String",
        EventTime: "Timestamp",
        Who: "String",
        WhoArn: "String",
        Action: "String",
        Resource: "String",
        Result: "String",
        SourceAddress: "String",
        CloudTrailEvent: "String",
      },
      ["EventId", "EventTime", "Who", "Action", "Result", "CloudTrailEvent"],
    ),
    FoundEvents: listOf("FoundEvent"),
    SearchEventsResponse: structure(
      { Events: "FoundEvents", LookedBackTo: "Timestamp", NextToken: "EventToken" },
      ["Events", "LookedBackTo"],
    ),
  },
};
