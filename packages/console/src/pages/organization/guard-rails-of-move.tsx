import Box from "@cloudscape-design/components/box";
import { useQuery } from "@tanstack/react-query";
import { Failed } from "../../patterns/failed.tsx";
import { ApiError } from "../../session/api-error.ts";
import { LIMIT_TYPES } from "./limit-kinds.ts";
import type { TreeNode } from "./organization-tree.ts";
import { readTokens } from "./read-tokens.ts";

interface GuardRailsOfMoveProps {
  readonly before: readonly TreeNode[];
  readonly after: readonly TreeNode[];
}

/** Which policies stand over an account no longer, and which do from then on. What stands over both places changes nothing. */
export function GuardRailsOfMove({ before, after }: GuardRailsOfMoveProps) {
  const here = useAttached(before);
  const there = useAttached(after);
  const error = here.error ?? there.error;
  if (error instanceof ApiError) return <Failed what="The guard-rails could not be read." error={error} />;
  if (here.data === undefined || there.data === undefined) return null;
  return (
    <>
      <Box>{say("No longer limited by", without(here.data, there.data))}</Box>
      <Box>{say("Limited from then on by", without(there.data, here.data))}</Box>
    </>
  );
}

/** Names by ids. */
type Attached = ReadonlyMap<string, string>;

function without(some: Attached, others: Attached): readonly string[] {
  return [...some].filter(([id]) => !others.has(id)).map(([, name]) => name);
}

function say(what: string, names: readonly string[]): string {
  return names.length === 0 ? `${what}: nothing.` : `${what}: ${names.join(", ")}.`;
}

function useAttached(nodes: readonly TreeNode[]) {
  return useQuery<Attached>({
    queryKey: ["organizations", "guard-rails", nodes.map(({ id }) => id)],
    queryFn: async ({ signal }) => {
      const names = new Map<string, string>();
      for (const { id: TargetId } of nodes)
        for (const Filter of LIMIT_TYPES) {
          const input = { TargetId, Filter };
          const found = await readTokens("ListPoliciesForTarget", input, ({ Policies }) => Policies, signal);
          for (const { Id = "", Name = Id } of found) names.set(Id, Name);
        }
      return names;
    },
  });
}
