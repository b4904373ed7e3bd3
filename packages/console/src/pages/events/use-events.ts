import { type UseInfiniteQueryResult, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { ReadModelFilter } from "../../patterns/table/read-model.ts";
import type { ApiError } from "../../session/api-error.ts";
import { callOperation, type OutputOf } from "../../session/call-operation.ts";
import type { EventRow } from "./event-row.ts";

/** What is asked of the log. A token belongs to one of these, so that it stays the same from page to page. */
export interface EventQuestion {
  readonly Query?: string;
  readonly Filters: readonly ReadModelFilter[];
  readonly StartTime: string;
  readonly MaxResults: number;
}

export type EventPage = OutputOf<"rolecall", "SearchEvents">;

/** A search looks at so much of the log; it is asked on so often before somebody is shown a page with nothing on it. */
const TRIES = 4;

/** A page of events: the next that has any, where that is not far. */
export async function readEvents(
  question: EventQuestion,
  token?: string,
  signal?: AbortSignal,
): Promise<EventPage> {
  let next = token;
  for (let tries = 1; ; tries++) {
    const input = { ...question, ...(next !== undefined && { NextToken: next }) };
    const page = await callOperation("rolecall", "SearchEvents", input, signal);
    next = page.NextToken;
    if (page.Events.length > 0 || next === undefined || tries === TRIES) return page;
  }
}

/** The events of a question, page behind page. */
export function useEvents(
  question: EventQuestion,
): UseInfiniteQueryResult<{ readonly pages: readonly EventPage[] }, ApiError> {
  return useInfiniteQuery({
    queryKey: ["rolecall", "SearchEvents", question],
    queryFn: ({ pageParam, signal }) => readEvents(question, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: EventPage) => last.NextToken,
  });
}

const LOOK_EVERY_MS = 30_000;
/** A page that looks for new events for ever would keep a session alive that nobody uses. */
const LOOKS = 20;

/**
 * How many events have come since the question was asked, in words; undefined where none have. They are told and not shown, so that nothing
 * moves under who reads.
 * @param shown the first page
 */
export function useNewEvents(
  question: EventQuestion,
  askedAt: string,
  shown: readonly EventRow[] | undefined,
): string | undefined {
  const newer: EventQuestion = {
    ...question,
    // What looks is recorded too.
    Filters: [...question.Filters, { Property: "Action", Operator: "!=", Value: "rolecall:SearchEvents" }],
    StartTime: askedAt,
  };
  const { data } = useQuery<EventPage, ApiError>({
    queryKey: ["rolecall", "SearchEvents", "newer", newer],
    queryFn: ({ signal }) => callOperation("rolecall", "SearchEvents", newer, signal),
    enabled: shown !== undefined && question.Filters.length < 8,
    refetchInterval: ({ state }) => (state.dataUpdateCount < LOOKS ? LOOK_EVERY_MS : false),
  });
  if (data === undefined || shown === undefined) return undefined;
  const known = new Set(shown.map(({ EventId }) => EventId));
  const count = data.Events.filter(({ EventId }) => !known.has(EventId)).length;
  if (count === 0) return undefined;
  return `${count}${data.NextToken === undefined ? "" : " or more"} new event${count === 1 ? "" : "s"}`;
}
