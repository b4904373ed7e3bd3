import Box from "@cloudscape-design/components/box";
import { Failed } from "../../patterns/failed.tsx";
import type { TreeNode } from "./organization-tree.ts";
import { type Stop, useGuardRails } from "./passage/guard-rails.ts";

interface GuardRailsOfMoveProps {
  readonly before: readonly TreeNode[];
  readonly after: readonly TreeNode[];
}

/** Which policies stand over an account no longer, and which do from then on. What stands over both places changes nothing. */
export function GuardRailsOfMove({ before, after }: GuardRailsOfMoveProps) {
  const here = useGuardRails(before);
  const there = useGuardRails(after);
  const error = here.error ?? there.error;
  if (error !== null) return <Failed what="The guard-rails could not be read." error={error} />;
  if (here.data === undefined || there.data === undefined) return null;
  const [old, now] = [namesById(here.data), namesById(there.data)];
  return (
    <>
      <Box>{say("No longer limited by", without(old, now))}</Box>
      <Box>{say("Limited from then on by", without(now, old))}</Box>
    </>
  );
}

type NamesById = ReadonlyMap<string, string>;

function namesById(stops: readonly Stop[]): NamesById {
  return new Map(stops.flatMap(({ guardRails }) => guardRails.map(({ id, name }) => [id, name] as const)));
}

function without(some: NamesById, others: NamesById): readonly string[] {
  return [...some].filter(([id]) => !others.has(id)).map(([, name]) => name);
}

function say(what: string, names: readonly string[]): string {
  return names.length === 0 ? `${what}: nothing.` : `${what}: ${names.join(", ")}.`;
}
