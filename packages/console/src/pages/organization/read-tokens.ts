import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { ApiError } from "../../session/api-error.ts";
import {
  callOperation,
  type InputOf,
  type OperationOf,
  type OutputOf,
} from "../../session/call-operation.ts";

/** 20 a page: 40,000 items, more than an organization may have of anything. */
const PAGES_MAX = 2_000;

type Lists = OperationOf<"organizations">;

/** Everything that a List operation of Organizations has, token after token. @throws ApiError */
export async function readTokens<O extends Lists, Item>(
  operation: O,
  input: InputOf<"organizations", O>,
  items: (output: OutputOf<"organizations", O>) => readonly Item[] | undefined,
  signal?: AbortSignal,
): Promise<readonly Item[]> {
  const all: Item[] = [];
  let token: string | undefined;
  for (let page = 0; page < PAGES_MAX; page++) {
    const asked = { ...(input as object), ...(token !== undefined && { NextToken: token }) };
    const output = await callOperation(
      "organizations",
      operation,
      asked as InputOf<"organizations", O>,
      signal,
    );
    all.push(...(items(output) ?? []));
    token = (output as { readonly NextToken?: string }).NextToken;
    if (token === undefined) break;
  }
  return all;
}

/** The same for a page. */
export function useTokens<O extends Lists, Item>(
  operation: O,
  input: InputOf<"organizations", O>,
  items: (output: OutputOf<"organizations", O>) => readonly Item[] | undefined,
): UseQueryResult<readonly Item[], ApiError> {
  return useQuery<readonly Item[], ApiError>({
    queryKey: ["organizations", operation, "all", input],
    queryFn: ({ signal }) => readTokens(operation, input, items, signal),
  });
}
