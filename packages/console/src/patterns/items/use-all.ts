import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { ApiError } from "../../session/api-error.ts";
import {
  callOperation,
  type InputOf,
  type OperationOf,
  type OutputOf,
  type Service,
} from "../../session/call-operation.ts";

const PAGE_SIZE = 1_000;
/** 50,000 items: more than an account may have of anything that is listed so. */
const PAGES_MAX = 50;

export interface AllOptions<S extends Service, O extends OperationOf<S>, Item> {
  /** Undefined asks nothing yet. */
  readonly input: InputOf<S, O> | undefined;
  readonly items: (output: OutputOf<S, O>) => readonly Item[] | undefined;
}

/** Everything that a List operation of IAM has, page after page. */
export function useAll<S extends Service, O extends OperationOf<S>, Item>(
  service: S,
  operation: O,
  { input, items }: AllOptions<S, O, Item>,
): UseQueryResult<readonly Item[], ApiError> {
  return useQuery<readonly Item[], ApiError>({
    queryKey: [service, operation, "all", input],
    queryFn: ({ signal }) =>
      readAll(
        (page) =>
          callOperation(service, operation, { ...(input as object), ...page } as InputOf<S, O>, signal),
        items,
      ),
    enabled: input !== undefined,
  });
}

interface Page {
  readonly MaxItems: number;
  readonly Marker?: string;
}

/** Asks page after page. @throws ApiError */
export async function readAll<Output, Item>(
  ask: (page: Page) => Promise<Output>,
  items: (output: Output) => readonly Item[] | undefined,
): Promise<readonly Item[]> {
  const all: Item[] = [];
  let page: Page = { MaxItems: PAGE_SIZE };
  for (let count = 0; count < PAGES_MAX; count++) {
    const output = await ask(page);
    all.push(...(items(output) ?? []));
    const { IsTruncated, Marker } = output as { readonly IsTruncated?: boolean; readonly Marker?: string };
    if (IsTruncated !== true || Marker === undefined) break;
    page = { MaxItems: PAGE_SIZE, Marker };
  }
  return all;
}
