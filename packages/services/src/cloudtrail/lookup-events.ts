/** LookupEvents. Source: CloudTrail API Reference. */
import type { LookupEventsRequest, LookupEventsResponse } from "@rolecall/contracts/cloudtrail";
import { type AuditPage, anything, lookBack, PositionError, type Preparation } from "@rolecall/operations";
import { cloudTrail } from "./define.ts";
import { invalidNextToken } from "./error.ts";
import { eventShape } from "./event-shape.ts";
import { wantedBy } from "./lookup-attribute.ts";
import { timeRange } from "./time-range.ts";

/** "The default number of results returned is 50, with a maximum of 50 possible." */
const PAGE_SIZE = 50;

/** Events of the caller's account, newest first. A page may be empty and have a token all the same. */
export const lookupEvents = cloudTrail.read("LookupEvents", {
  on: anything,
  preparesBy: "network",
  prepare: lookUp,
  perform: async ({ prepared }): Promise<LookupEventsResponse> => ({
    Events: prepared.events.map(eventShape),
    ...(prepared.next !== undefined && { NextToken: prepared.next }),
  }),
});

async function lookUp(preparation: Preparation<LookupEventsRequest>): Promise<AuditPage> {
  const { input, env, caller, now } = preparation;
  const { LookupAttributes = [], EventCategory, MaxResults = PAGE_SIZE, NextToken } = input;
  const wanted = wantedBy(LookupAttributes);
  const range = timeRange(input, now);
  // Insights are made by trails, of which there are none.
  if (EventCategory === "insight") return { events: [], lookedBackTo: range.from };
  await env.audit.lookups.enter(caller.accountId);
  const context = ["LookupEvents", input.StartTime ?? null, input.EndTime ?? null, LookupAttributes];
  try {
    const search = { ...range, ...wanted, limit: MaxResults };
    return await lookBack({ env, caller }, { context, search, token: NextToken });
  } catch (error) {
    throw error instanceof PositionError ? invalidNextToken() : error;
  }
}
