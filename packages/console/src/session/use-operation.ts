import {
  type QueryMeta,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import type { ApiError } from "./api-error.ts";
import { askAnew } from "./ask-anew.ts";
import {
  callOperation,
  type InputOf,
  type OperationOf,
  type OutputOf,
  type Service,
} from "./call-operation.ts";

/**
 * What an operation that only reads answers. Asked anew when the input changes; an older answer that comes later is dropped.
 * Give `undefined` as input to ask nothing yet, and OF_ROW where it is asked of each row of a table.
 */
export function useOperation<S extends Service, O extends OperationOf<S>>(
  service: S,
  operation: O,
  input: InputOf<S, O> | undefined,
  meta: QueryMeta = {},
): UseQueryResult<OutputOf<S, O>, ApiError> {
  return useQuery<OutputOf<S, O>, ApiError>({
    queryKey: [service, operation, input],
    queryFn: ({ signal }) => callOperation(service, operation, input as InputOf<S, O>, signal),
    enabled: input !== undefined,
    meta,
  });
}

/**
 * Calls an operation that changes something, when `mutate` or `mutateAsync` is called; never twice by itself.
 * Afterwards everything that is shown is asked anew, so that no page shows what was.
 */
export function useChange<S extends Service, O extends OperationOf<S>>(
  service: S,
  operation: O,
): UseMutationResult<OutputOf<S, O>, ApiError, InputOf<S, O>> {
  const queries = useQueryClient();
  return useMutation<OutputOf<S, O>, ApiError, InputOf<S, O>>({
    mutationFn: (input) => callOperation(service, operation, input),
    onSettled: () => askAnew(queries),
  });
}
