import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { ApiError } from "../../../session/api-error.ts";
import { LIMIT_TYPES } from "../limit-kinds.ts";
import { readTokens } from "../read-tokens.ts";

/** A policy that limits, and where it is attached. */
export interface Attached {
  readonly id: string;
  readonly name: string;
  readonly targetIds: ReadonlySet<string>;
}

/** AWS attaches these everywhere; they forbid nothing. */
const EVERYWHERE: ReadonlySet<string> = new Set(["p-FullAWSAccess", "p-RCPFullAWSAccess"]);

/** Every policy that limits, with its places: a call a policy, not one a node. */
export function useAttachments(): UseQueryResult<readonly Attached[], ApiError> {
  return useQuery<readonly Attached[], ApiError>({
    queryKey: ["organizations", "attachments"],
    queryFn: async ({ signal }) => {
      const lists = await Promise.all(
        LIMIT_TYPES.map((Filter) =>
          readTokens("ListPolicies", { Filter }, ({ Policies }) => Policies, signal),
        ),
      );
      const found: Attached[] = [];
      // One after the other: a thousand policies must not be a thousand requests at once.
      for (const { Id: id = "", Name: name = id } of lists.flat()) {
        if (EVERYWHERE.has(id)) continue;
        const targets = await readTokens(
          "ListTargetsForPolicy",
          { PolicyId: id },
          ({ Targets }) => Targets,
          signal,
        );
        found.push({ id, name, targetIds: new Set(targets.map(({ TargetId = "" }) => TargetId)) });
      }
      return found;
    },
  });
}
