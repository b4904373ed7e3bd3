import Box from "@cloudscape-design/components/box";
import Link from "@cloudscape-design/components/link";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { href } from "../../app/address.ts";
import { Failed } from "../../patterns/failed.tsx";
import { useAccessReference } from "../../patterns/policy-words/use-access-reference.ts";
import type { TreeNode } from "./organization-tree.ts";
import { type GuardRail, type Stop, useGuardRails } from "./passage/guard-rails.ts";
import "./inherited-policies.css";

interface InheritedPoliciesProps {
  readonly way: readonly TreeNode[];
  /** Of an account that it is compared with: what does not stand over that one too is marked. */
  readonly comparedWith?: readonly Stop[] | undefined;
  /** The management account: nothing on its way limits it. */
  readonly isManagement?: boolean;
}

/** The way from the root to what was chosen, and at each stop the policies that limit everybody below it. */
export function InheritedPolicies({ way, comparedWith, isManagement = false }: InheritedPoliciesProps) {
  const name = way.at(-1)?.name ?? "";
  const { data: stops, error, isPending } = useGuardRails(way);
  const others =
    comparedWith && new Set(comparedWith.flatMap(({ guardRails }) => guardRails.map(({ id }) => id)));
  return (
    <section aria-label={`What ${name} inherits`}>
      <Box variant="h2">{`What does ${name} inherit?`}</Box>
      <Box color="text-body-secondary">
        {isManagement
          ? "The management account is limited by none of this."
          : "These policies limit everybody in the accounts below, root users included. They grant nothing."}
      </Box>
      {error !== null && <Failed what="The policies could not be read." error={error} />}
      {isPending && error === null && way.length > 0 && (
        <StatusIndicator type="loading">Reading the policies</StatusIndicator>
      )}
      <ol className="rc-way">
        {stops?.map((stop) => (
          <li key={stop.id}>
            <Box variant="h3">{stop.name}</Box>
            <AttachedHere stop={stop} others={others} />
          </li>
        ))}
      </ol>
    </section>
  );
}

/** AWS attaches these everywhere. */
const FORBIDS_NOTHING: ReadonlySet<string> = new Set(["p-FullAWSAccess", "p-RCPFullAWSAccess"]);

interface AttachedHereProps {
  readonly stop: Stop;
  readonly others: ReadonlySet<string> | undefined;
}

function AttachedHere({ stop, others }: AttachedHereProps) {
  const limiting = stop.guardRails.filter(({ id }) => !FORBIDS_NOTHING.has(id));
  if (limiting.length === 0) return <Box color="text-body-secondary">Forbids nothing</Box>;
  return (
    <ul>
      {limiting.map((rail) => (
        <li key={rail.id}>
          <span className="rc-chip">{rail.kind === "resourceControl" ? "RCP" : "SCP"}</span>{" "}
          <Link href={href("/organization/policies/:policyId", { policyId: rail.id })}>{rail.name}</Link>{" "}
          {others?.has(rail.id) === false && <span className="rc-chip">only here</span>}
          <LimitInWords rail={rail} />
        </li>
      ))}
    </ul>
  );
}

function LimitInWords({ rail }: { readonly rail: GuardRail }) {
  const reference = useAccessReference();
  const { data: describeLimit } = useWords();
  if (reference === undefined || describeLimit === undefined) return null;
  return <Box>{describeLimit(rail.content, rail.kind, reference)}</Box>;
}

/** The words about policies are loaded behind the page: the tree is there first. */
function useWords(): UseQueryResult<typeof import("./describe-limit.ts").describeLimit> {
  return useQuery({
    queryKey: ["the engine", "describe limit"],
    queryFn: async () => (await import("./describe-limit.ts")).describeLimit,
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  });
}
