import { useQuery } from "@tanstack/react-query";
import { ApiError } from "../session/api-error.ts";
import type { Given } from "./facts.ts";
import type { TourId } from "./heads.ts";
import type { TourStep } from "./tour.ts";

/** Why the step cannot be done here, in a sentence; undefined where it can, or while that is asked. */
export function useMissing(tourId: TourId, step: TourStep | undefined, given: Given): string | undefined {
  const find = step?.findMissing;
  const { data, error } = useQuery({
    queryKey: ["missing of a tour", tourId, step?.id, given.identity.arn, given.notes],
    // Nothing that is missing is an answer too.
    queryFn: async () => (await find?.(given)) ?? null,
    enabled: find !== undefined,
  });
  if (error instanceof ApiError) return `What the step needs could not be looked for: ${error.message}`;
  return data ?? undefined;
}
