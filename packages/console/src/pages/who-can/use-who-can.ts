import { type UseInfiniteQueryResult, useInfiniteQuery } from "@tanstack/react-query";
import type { WhoCanQuestion } from "../../patterns/who-can-question.ts";
import type { ApiError } from "../../session/api-error.ts";
import { callOperation, type InputOf } from "../../session/call-operation.ts";
import type { Way, WhoCanAnswer } from "./ways/way.ts";

/** As far as it was looked. */
export interface FoundWays {
  readonly ways: readonly Way[];
  readonly lookedAt: WhoCanAnswer["LookedAt"];
}

/** Asks, and goes on where one call was not enough, when it is told to. */
export function useWhoCan(question: WhoCanQuestion): UseInfiniteQueryResult<FoundWays, ApiError> {
  const input = inputOf(question);
  return useInfiniteQuery({
    queryKey: ["rolecall", "WhoCan", input],
    queryFn: ({ pageParam, signal }): Promise<WhoCanAnswer> =>
      callOperation(
        "rolecall",
        "WhoCan",
        pageParam === undefined ? input : { ...input, NextToken: pageParam },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ NextToken }) => NextToken,
    select: ({ pages }): FoundWays => ({
      ways: pages.flatMap(({ Ways }) => Ways),
      lookedAt: pages.at(-1)!.LookedAt,
    }),
  });
}

function inputOf(question: WhoCanQuestion): InputOf<"rolecall", "WhoCan"> {
  const { action, resource, context, resourceAccountId, resourcePolicy, passRole, couldGive } = question;
  return {
    Action: action,
    Resource: resource,
    ...(context !== undefined && {
      Context: Object.entries(context).map(([Key, Values]) => ({ Key, Values: [...Values] })),
    }),
    ...(resourceAccountId !== undefined && { ResourceAccountId: resourceAccountId }),
    ...(resourcePolicy !== undefined && { ResourcePolicy: resourcePolicy }),
    ...(passRole === true && { PassRole: true }),
    ...(couldGive === true && { CouldGive: true }),
  };
}
