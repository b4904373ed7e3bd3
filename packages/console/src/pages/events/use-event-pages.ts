import { useState } from "react";
import type { ApiError } from "../../session/api-error.ts";
import { type EventPage, type EventQuestion, useEvents } from "./use-events.ts";

export interface EventPages {
  /** Undefined while it is read. */
  readonly page: EventPage | undefined;
  readonly first: EventPage | undefined;
  /** From 1. */
  readonly index: number;
  readonly count: number;
  readonly hasMore: boolean;
  readonly isAsking: boolean;
  readonly error: ApiError | null;
  readonly turnTo: (index: number) => void;
}

/** The pages of a question, which follow each other by tokens; of another question the first is shown. */
export function useEventPages(question: EventQuestion): EventPages {
  const [index, setIndex] = usePageOf(JSON.stringify(question));
  const { data, error, isFetching, hasNextPage, fetchNextPage } = useEvents(question);
  const pages = data?.pages ?? [];
  const turnTo = async (next: number) => {
    if (next > pages.length) await fetchNextPage();
    setIndex(next);
  };
  return {
    page: pages[index - 1],
    first: pages[0],
    index,
    count: pages.length,
    // Behind a page that is not the last there is another in any case.
    hasMore: hasNextPage,
    isAsking: isFetching,
    error,
    turnTo: (next) => void turnTo(next),
  };
}

function usePageOf(question: string): readonly [number, (index: number) => void] {
  const [turned, setTurned] = useState({ question, index: 1 });
  const index = turned.question === question ? turned.index : 1;
  return [index, (next) => setTurned({ question, index: next })];
}
