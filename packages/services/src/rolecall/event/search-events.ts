/** SearchEvents: the audit log by more than one attribute. It takes the permission of CloudTrail's LookupEvents. */
import { refuseForbiddenSession } from "@rolecall/access";
import type { FoundEvent, SearchEventsRequest, SearchEventsResponse } from "@rolecall/contracts/rolecall";
import {
  type AuditEvent,
  type AuditPage,
  eventFacts,
  lookBack,
  PositionError,
  type Preparation,
} from "@rolecall/operations";
import { rolecall } from "../define.ts";
import { invalidInput } from "../error.ts";
import { wantedEvents } from "./event-filter.ts";

/** As far as CloudTrail's event history. */
const HISTORY_MS = 90 * 24 * 3_600_000;

export const searchEvents = rolecall.read("SearchEvents", {
  preparesBy: "network",
  prepare: search,
  resolve({ caller }) {
    // Credentials that may not call CloudTrail learn nothing of it here either.
    refuseForbiddenSession(caller, "cloudtrail", "LookupEvents");
    return undefined;
  },
  requires: () => [{ action: "cloudtrail:LookupEvents", resource: "*" }],
  perform: async ({ prepared }): Promise<SearchEventsResponse> => ({
    Events: prepared.events.map(foundEvent),
    LookedBackTo: new Date(prepared.lookedBackTo),
    ...(prepared.next !== undefined && { NextToken: prepared.next }),
  }),
});

async function search(preparation: Preparation<SearchEventsRequest>): Promise<AuditPage> {
  const { input, env, caller, now } = preparation;
  const { Query, Filters = [], StartTime, EndTime, MaxResults, NextToken } = input;
  const wanted = wantedEvents(input);
  const [start, to] = [StartTime?.getTime() ?? 0, EndTime?.getTime() ?? Number.MAX_SAFE_INTEGER];
  if (start > to) throw invalidInput("The StartTime is later than the EndTime.");
  await env.audit.searches.enter(caller.accountId);
  const context = ["SearchEvents", Query ?? "", Filters, StartTime ?? null, EndTime ?? null];
  try {
    return await lookBack(preparation, {
      context,
      search: { from: Math.max(start, now - HISTORY_MS), to, limit: MaxResults, ...wanted },
      token: NextToken,
    });
  } catch (error) {
    throw error instanceof PositionError ? invalidInput("The NextToken is not one of this search.") : error;
  }
}

function foundEvent(event: AuditEvent): FoundEvent {
  const { record, text, at } = event;
  const { who, whoArn, action, resource, result } = eventFacts(event);
  return {
    EventId: record.eventID ?? "",
    EventTime: new Date(at),
    Who: who,
    ...(whoArn !== undefined && { WhoArn: whoArn }),
    Action: action,
    ...(resource !== undefined && { Resource: resource }),
    Result: result,
    ...(record.sourceIPAddress !== undefined && { SourceAddress: record.sourceIPAddress }),
    CloudTrailEvent: text,
  };
}
