import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { useNow } from "../../../app/use-now.ts";
import { useAccessReference } from "../../../patterns/policy-words/use-access-reference.ts";
import type { ApiError } from "../../../session/api-error.ts";
import { loadAskOrganization } from "../passage/asking.ts";
import type { Losses, Move } from "./find-losses.ts";
import { readUsedServices, type UsedService } from "./read-used-services.ts";

const DAY_MS = 24 * 3600 * 1000;
export const USED_WITHIN_DAYS = 90;
const HOUR_MS = 3600 * 1000;

/** What the account used, asked once for all units that are looked at as its place. */
export function useUsedServices(entityPath: string): UseQueryResult<readonly UsedService[], ApiError> {
  const nowMs = useNow(HOUR_MS);
  return useQuery<readonly UsedService[], ApiError>({
    queryKey: ["iam", "used services", entityPath],
    queryFn: ({ signal }) => readUsedServices(entityPath, nowMs - USED_WITHIN_DAYS * DAY_MS, signal),
    staleTime: 60_000,
    retry: false,
  });
}

/** What it loses of that by a move; undefined until everything is there. */
export function useLosses(
  used: readonly UsedService[] | undefined,
  move: Move | undefined,
): Losses | undefined {
  const reference = useAccessReference();
  const isReady = used !== undefined && move !== undefined && reference !== undefined;
  return useQuery({
    queryKey: ["organizations", "losses", used, move],
    queryFn: async () => {
      if (!isReady) throw new Error("It is asked once all is there.");
      const [ask, { findLosses }] = await Promise.all([loadAskOrganization(), import("./find-losses.ts")]);
      return findLosses(used, move, { reference, ask });
    },
    enabled: isReady,
    structuralSharing: false,
  }).data;
}
