import { type QueryClient, type UseQueryResult, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ApiError } from "../../../session/api-error.ts";
import { callOperation } from "../../../session/call-operation.ts";
import { LIMIT_KINDS, LIMIT_TYPES, type LimitKind, type LimitType } from "../limit-kinds.ts";
import type { TreeNode } from "../organization-tree.ts";
import { readTokens } from "../read-tokens.ts";

/** A policy that limits everybody below it. */
export interface GuardRail {
  readonly id: string;
  readonly name: string;
  readonly kind: LimitKind;
  readonly content: string;
}

/** The root, a unit or an account on the way to an account, and what is attached there. */
export interface Stop {
  readonly id: string;
  readonly name: string;
  readonly guardRails: readonly GuardRail[];
}

/** Everything that limits what stands at the end of a way, from the root down. What other regions asked for is not asked again. */
export function useGuardRails(way: readonly TreeNode[]): UseQueryResult<readonly Stop[], ApiError> {
  const queries = useQueryClient();
  return useQuery<readonly Stop[], ApiError>({
    queryKey: ["organizations", "stops", way.map(({ id }) => id)],
    queryFn: () => Promise.all(way.map(({ id, name }) => readStop(queries, id, name))),
    enabled: way.length > 0,
  });
}

async function readStop(queries: QueryClient, id: string, name: string): Promise<Stop> {
  const found = await Promise.all(LIMIT_TYPES.map((type) => readRails(queries, id, type)));
  return { id, name, guardRails: found.flat() };
}

async function readRails(
  queries: QueryClient,
  targetId: string,
  type: LimitType,
): Promise<readonly GuardRail[]> {
  const attached = await queries.fetchQuery({
    queryKey: ["organizations", "ListPoliciesForTarget", targetId, type],
    queryFn: ({ signal }) =>
      readTokens(
        "ListPoliciesForTarget",
        { TargetId: targetId, Filter: type },
        ({ Policies }) => Policies,
        signal,
      ),
    staleTime: FRESH_MS,
  });
  return Promise.all(
    attached.map(async ({ Id: id = "", Name: name = id }) => {
      const input = { PolicyId: id };
      const { Policy } = await queries.fetchQuery({
        queryKey: ["organizations", "DescribePolicy", input],
        queryFn: ({ signal }) => callOperation("organizations", "DescribePolicy", input, signal),
        staleTime: FRESH_MS,
      });
      return { id, name, kind: LIMIT_KINDS[type], content: Policy?.Content ?? "" };
    }),
  );
}

/** What another region of the page has just read is taken as it is. */
const FRESH_MS = 10_000;
